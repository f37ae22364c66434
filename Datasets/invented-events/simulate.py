#!/usr/bin/env python3
"""Writes upland.csv of this folder; the same seed gives the same bytes.

    python3 Datasets/invented-events/simulate.py
"""

import csv
import datetime
import pathlib
import random

SEED = 20320101
START = datetime.date(2032, 1, 1)
DAYS = 366

FRONT = ("Upland Front", "Rebel group")
WING = ("Upland Front: Youth Wing", "Rebel group")
ARMY = ("Military Forces of Lowmark (2028-)", "State forces")
POLICE = ("Police Forces of Lowmark (2028-)", "State forces")
CIVILIANS = ("Civilians (Lowmark)", "Civilians")
PROTESTERS = ("Protesters (Lowmark)", "Protesters")
NOBODY = ("", "")

# Attacks a day that answer nothing.
SPONTANEOUS = {FRONT: 0.35, ARMY: 0.05}
# The army answers an attack of the front with this probability, after a gamma-distributed lag in days.
ANSWERED = 0.6
LAG_SHAPE, LAG_SCALE = 2.0, 1.25  # mean 2.5 days

# Types of events, as the layout has them: type, subtype, a note.
REMOTE = "Explosions/Remote violence"
ATTACKS = {
    FRONT: [
        (REMOTE, "Remote explosive/landmine/IED", "An explosive went off beside a patrol."),
        (REMOTE, "Shelling/artillery/missile attack", "Mortar rounds fell on a post."),
        (REMOTE, "Grenade", "A grenade was thrown at a checkpoint."),
    ],
    ARMY: [
        (REMOTE, "Air/drone strike", "Aircraft struck a camp of the front."),
        (REMOTE, "Shelling/artillery/missile attack", "Artillery fired at a hillside held by the front."),
    ],
}
CLASH = ("Battles", "Armed clash", "A clash; reports differ on who began.")
# What else the file of a country holds: how many, type, who, whom.
OTHERS = [
    (25, ("Protests", "Peaceful protest", "Shopkeepers marched against prices."), PROTESTERS, NOBODY),
    (12, ("Violence against civilians", "Attack", "A village elder was shot at."), FRONT, CIVILIANS),
    (6, (REMOTE, "Grenade", "A grenade was thrown at a police post."), WING, POLICE),
    (3, ("Strategic developments", "Agreement", "Talks were announced."), FRONT, NOBODY),
]
CLASHES = 14
PLACES = [
    "Arden", "Birk", "Carrow", "Dunmore", "Eastholm", "Farrow", "Glen Tarn", "Hexley", "Inver", "Kirkby",
]

COLUMNS = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
]

FOLDER = pathlib.Path(__file__).parent


def exchange(rng):
    """Attacks of the year as (time in days, acting side), by time."""
    attacks = []
    for side, rate in SPONTANEOUS.items():
        time = rng.expovariate(rate)
        while time < DAYS:
            attacks.append((time, side))
            time += rng.expovariate(rate)
    for time, side in list(attacks):
        if side == FRONT and rng.random() < ANSWERED:
            answer = time + rng.gammavariate(LAG_SHAPE, LAG_SCALE)
            if answer < DAYS:
                attacks.append((answer, ARMY))
    return sorted(attacks)


def events_of_the_year(rng):
    """Every event as (time, type, who, whom), by time."""
    events = [
        (time, rng.choice(ATTACKS[side]), side, ARMY if side == FRONT else FRONT)
        for time, side in exchange(rng)
    ]
    for _ in range(CLASHES):
        events.append((rng.uniform(0, DAYS), CLASH, *rng.sample([FRONT, ARMY], 2)))
    for number, kind, actor, target in OTHERS:
        events += [(rng.uniform(0, DAYS), kind, actor, target) for _ in range(number)]
    return sorted(events)


def row(rng, number, event):
    time, (kind, subkind, note), actor, target = event
    day = int(time)
    is_violent = kind not in ("Protests", "Strategic developments")
    # One act in twelve is known to the week only.
    precision = 2 if kind != "Protests" and rng.random() < 1 / 12 else 1
    if precision == 2:
        day = min(max(0, day + rng.randint(-3, 3)), DAYS - 1)
    date = START + datetime.timedelta(days=day)
    place = rng.choice(PLACES)
    cells = {
        "event_id_cnty": f"LMK{number}", "event_date": date, "year": date.year,
        "time_precision": precision, "event_type": kind, "sub_event_type": subkind,
        "disorder_type": "Political violence" if is_violent else kind.replace("Protests", "Demonstrations"),
        "actor1": actor[0], "inter1": actor[1], "actor2": target[0], "inter2": target[1],
        "interaction": f"{actor[1]}-{target[1]}" if target[1] else f"{actor[1]} only",
        "civilian_targeting": "Civilian targeting" if target == CIVILIANS else "",
        "iso": 999, "region": "Invented", "country": "Lowmark", "admin1": "Upland",
        "location": place, "latitude": round(10 + PLACES.index(place) / 7, 3),
        "longitude": round(20 + PLACES.index(place) / 9, 3), "geo_precision": 1,
        "source": "Invented Wire", "source_scale": "National", "notes": note,
        "fatalities": rng.choice([0, 0, 0, 1, 2]) if is_violent else 0,
        "timestamp": 1980000000 + number,
    }
    return [cells.get(column, "") for column in COLUMNS]


def gathered(rows):
    """One row for all acts of a type by the same actors on the same day in the same place."""
    key = [COLUMNS.index(c) for c in ("event_date", "event_type", "actor1", "actor2", "location")]
    first = {}
    for cells in rows:
        first.setdefault(tuple(cells[i] for i in key), cells)
    return list(first.values())


def main():
    rng = random.Random(SEED)
    events = events_of_the_year(rng)
    rows = gathered(row(rng, number, event) for number, event in enumerate(events, start=1))
    with open(FOLDER / "upland.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS] + rows)


if __name__ == "__main__":
    main()
