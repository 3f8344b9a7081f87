#!/usr/bin/env python3
"""Asks SQLite's full-text table (FTS5, trigram) what our search index is asked.

    mostrador-hub demo-list --shop supermarket > list.csv
    search_peer.py list.csv

Prints size, build time, and the time of the 20 best hits, ranked by the table and in any order.
"""

import csv
import os
import sqlite3
import sys
import tempfile
import time
import unicodedata

LIMIT = 20


def fold(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in parts if not unicodedata.combining(c))


def build(path: str, rows: list[dict[str, str]]) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    database.execute("CREATE VIRTUAL TABLE f USING fts5(name, sku, barcode, tokenize='trigram')")
    with database:
        database.executemany(
            "INSERT INTO f VALUES (?, ?, ?)",
            ((fold(row["name"]), row["sku"], row["barcode"]) for row in rows),
        )
    return database


def milliseconds(database: sqlite3.Connection, query: str, order: str) -> float:
    start = time.perf_counter()
    database.execute(
        f"SELECT rowid FROM f WHERE f MATCH ? {order} LIMIT {LIMIT}", (f'"{query}"',)
    ).fetchall()
    return (time.perf_counter() - start) * 1000


def report(database: sqlite3.Connection, label: str, queries: list[str]) -> None:
    for name, order in (("ranked", "ORDER BY rank"), ("any order", "")):
        times = sorted(milliseconds(database, query, order) for query in queries)
        p50, p95 = times[len(times) // 2], times[len(times) * 95 // 100]
        print(f"{label}, {name}: {len(times)} queries, p50 {p50:.3f} ms, p95 {p95:.3f} ms")


def main(path: str) -> None:
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with tempfile.TemporaryDirectory() as folder:
        file_name = os.path.join(folder, "peer.sqlite")
        start = time.perf_counter()
        database = build(file_name, rows)
        print(f"SQLite {sqlite3.sqlite_version}, built in {(time.perf_counter() - start) * 1000:.0f} ms,"
              f" {os.path.getsize(file_name) / 1e6:.1f} MB on disk")
        words = [fold(row["name"]).split()[0] for row in rows[::97]]
        # The table cannot find less than three letters.
        report(database, "typed words of 3 letters or more",
               [word[: 3 + i % max(1, len(word) - 2)] for i, word in enumerate(words) if len(word) > 2])
        report(database, "parts of barcodes",
               [row["barcode"][i % 9 : i % 9 + 3 + i % 5] for i, row in enumerate(rows[::97])
                if len(row["barcode"][i % 9 : i % 9 + 3 + i % 5]) > 2])
        database.close()


if __name__ == "__main__":
    main(sys.argv[1])
