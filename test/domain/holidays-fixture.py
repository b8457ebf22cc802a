"""Writes holidays.fixture.json, the days off of some States as another library has them.

    pip install holidays==0.109
    python3 test/domain/holidays-fixture.py > test/domain/holidays.fixture.json

Public holidays of the whole State only, with the days off in lieu of one. Days are month-day, by year.
"""

import json

import holidays

STATES = ["AU", "BE", "DE", "FR", "GB", "JP", "KR", "NL", "SA", "US"]
YEARS = range(2024, 2029)


def facts(state):
    table = holidays.country_holidays(state, years=YEARS)
    return {
        "weekend": " ".join(str(day + 1) for day in sorted(table.weekend)),
        **{str(year): " ".join(day.strftime("%m-%d") for day in sorted(table) if day.year == year) for year in YEARS},
    }


print(
    json.dumps(
        {
            "source": f"Python package holidays {holidays.__version__}, Vacanza Team, licence MIT",
            "states": {state: facts(state) for state in STATES},
        },
        indent=2,
    )
)
