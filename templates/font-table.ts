/** The fonts of our documents and what a machine without them takes instead. */
export const FONT_TABLE = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:font w:name="Noto Sans"><w:altName w:val="Segoe UI"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>
<w:font w:name="Noto Sans Mono"><w:altName w:val="Consolas"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>
<w:font w:name="Noto Naskh Arabic"><w:altName w:val="Traditional Arabic"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>
<w:font w:name="Noto Sans CJK KR"><w:altName w:val="Malgun Gothic"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>
</w:fonts>
`;
