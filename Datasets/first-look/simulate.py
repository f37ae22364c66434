#!/usr/bin/env python3
"""Writes incidents.csv and counts.csv of this folder; the same seed gives the same bytes.

    python3 Datasets/first-look/simulate.py
"""

import csv
import datetime
import pathlib
import random

SEED = 20230101
START = datetime.date(2023, 1, 1)
DAYS = 365

# Attacks a day that answer nothing.
SPONTANEOUS = {"rebels": 0.30, "army": 0.04}
# The army answers a rebel attack with this probability, after a gamma-distributed lag in days.
ANSWERED = 0.6
LAG_SHAPE, LAG_SCALE = 2.0, 1.25  # mean 2.5 days

PLACES = [
    "Harun", "Old Bridge", "Kessel Pass", "Northern Road", "Tamar", "Asal", "Deir Amin", "Fort Nine",
    "Hill 402", "Lower Mill", "Marsan", "Port Road", "Rashad", "Salt Works", "Upper Mill", "Wadi Kerem",
]
WEAPONS = {"rebels": ["rocket", "drone", "shooting"], "army": ["airstrike", "artillery"]}


FOLDER = pathlib.Path(__file__).parent


def simulated(rng):
    """Attacks of the year as (time in days, acting side), by time."""
    attacks = []
    for side, rate in SPONTANEOUS.items():
        time = rng.expovariate(rate)
        while time < DAYS:
            attacks.append((time, side))
            time += rng.expovariate(rate)
    for time, side in list(attacks):
        if side == "rebels" and rng.random() < ANSWERED:
            answer = time + rng.gammavariate(LAG_SHAPE, LAG_SCALE)
            if answer < DAYS:
                attacks.append((answer, "army"))
    return sorted(attacks)


def reported_days(rng, day):
    """The days that a report allows: one report in five names two or three days."""
    if rng.random() >= 0.2:
        return day, day
    width = rng.choice([1, 2])
    first = max(0, day - rng.randint(0, width))
    return first, min(DAYS - 1, first + width)


def write(name, rows):
    with open(FOLDER / name, "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def main():
    rng = random.Random(SEED)
    attacks = simulated(rng)
    incidents = [["id", "source", "target", "date_min", "date_max", "weapon", "place"]]
    counts = [[START + datetime.timedelta(days=day), 0, 0] for day in range(DAYS)]
    for number, (time, side) in enumerate(attacks, start=1):
        day = int(time)
        first, last = (START + datetime.timedelta(days=d) for d in reported_days(rng, day))
        other = "army" if side == "rebels" else "rebels"
        weapon, place = rng.choice(WEAPONS[side]), rng.choice(PLACES)
        incidents.append([f"i{number}", side, other, first, last, weapon, place])
        counts[day][1 if side == "army" else 2] += 1
    write("incidents.csv", incidents)
    write("counts.csv", [["date", "army->rebels", "rebels->army"]] + counts)


if __name__ == "__main__":
    main()
