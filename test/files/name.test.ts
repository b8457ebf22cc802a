import { expect, test } from 'vitest';
import { FileNameUnusable } from '../../files/errors.ts';
import { cleanName, endingOf } from '../../files/name.ts';

test.each([
  ['letter.pdf', 'letter.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\desk\\رسالة.docx', 'رسالة.docx'],
  ['invoice\u202egpj.exe', 'invoicegpj.exe'],
  ['a\u0000b\r\nc.pdf', 'abc.pdf'],
  ['con.txt', '_con.txt'],
  ['COM1', '_COM1'],
  ['.htaccess', 'htaccess'],
  ['report.pdf. . ', 'report.pdf'],
  ['می\u200cخواهم.pdf', 'می\u200cخواهم.pdf'],
  ['e\u0301te\u0301.txt', 'été.txt'],
  ['a\u2028b\u200bc\ufeff.txt', 'abc.txt'],
  ['who? "me" <x>|*.csv', 'who_ _me_ _x___.csv'],
  ['lone\ud800.png', 'lone.png'],
  ['한글 이름.pdf', '한글 이름.pdf'],
])('keeps of %j the name %j', (given, expected) => {
  expect(cleanName(given)).toBe(expected);
});

test.each(['', '..', '/', '\u202e\u0000', ' . '])('refuses %j: nothing is left', (given) => {
  expect(() => cleanName(given)).toThrow(FileNameUnusable);
});

test.each(['a'.repeat(300), '漢'.repeat(300), '👨‍👩‍👧'.repeat(60)])(
  'shortens a long name between characters and keeps its ending',
  (long) => {
    const name = cleanName(`${long}.pdf`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
    expect(endingOf(name)).toBe('pdf');
    expect(name.isWellFormed()).toBe(true);
    expect(`${long}.pdf`.startsWith(name.slice(0, -4))).toBe(true);
  },
);
