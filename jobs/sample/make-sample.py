#!/usr/bin/env python3
"""Builds the bundled demo sample. See README.md beside this file.

    make-sample.py DATA OUT

DATA holds the folders synthea-medium and genomics/1kg-phase3-subset; OUT receives fhir, genomics,
outcomes and expected.json. Python's standard library is enough. The same input and the same zlib
give the same bytes: no clock, no random numbers, no file names in gzip headers. Every choice is
made by hashing an identifier.

Elements that are kept are copied as text, never parsed and written again, so numbers keep every
digit that the generator wrote.
"""

import collections
import csv
import datetime
import gzip
import hashlib
import io
import json
import pathlib
import struct
import sys
import zlib

SOURCE_PARTS = ("partA", "partB")
PATIENTS = 1182  # all of them; a smaller number takes the first by hash
EXPORT_TIME = "2024-06-01T00:00:00Z"
PATIENT_SYSTEM = "https://github.com/synthetichealth/synthea"

# Types in the order in which they are written, the number of files of each, and the elements kept.
# Medication comes after MedicationRequest because only referenced ones are kept.
TYPES = {
    "Patient": (1, "extension identifier name telecom gender birthDate deceasedDateTime address "
                   "maritalStatus multipleBirthBoolean multipleBirthInteger communication"),
    "Encounter": (2, "status class type subject period reasonCode hospitalization"),
    "Condition": (1, "clinicalStatus verificationStatus category code subject encounter "
                     "onsetDateTime abatementDateTime recordedDate"),
    "Observation": (5, "status category code subject encounter effectiveDateTime issued "
                       "valueQuantity valueCodeableConcept valueString component"),
    "MedicationRequest": (2, "status intent category medicationCodeableConcept "
                             "medicationReference subject encounter authoredOn reasonCode "
                             "reasonReference dosageInstruction"),
    "Medication": (1, "code status"),
    "Procedure": (2, "status code subject encounter performedPeriod reasonCode reasonReference"),
    "Immunization": (1, "status vaccineCode patient encounter occurrenceDateTime primarySource"),
    "AllergyIntolerance": (1, "clinicalStatus verificationStatus type category criticality code "
                              "patient recordedDate reaction"),
}

PATIENT_EXTENSIONS = ("us-core-race", "us-core-ethnicity", "us-core-birthsex")

LOINC = """
    85354-9 8867-4 9279-1 8310-5 2708-6 29463-7 8302-2 39156-5
    72166-2 72514-3 55758-7 70274-6 75626-2
    4548-4 2339-0 2345-7 38483-4 2160-0 33914-3 6299-2 3094-0
    2947-0 2951-2 6298-4 2823-3 2093-3 2571-8 18262-6 2085-9 718-7 6690-2 777-3
""".split()

# Procedures left out, SNOMED CT: that a questionnaire was asked or the list of drugs read over, and
# the routine parts of a dental check-up. Their encounters are kept.
ROUTINE = """
    710824005 171207006 454711000124102 428211000124100 710841007 866148006 713106006 762993000
    763302001 715252007 868187001 430193006
    103697008 243085009 225362009 1260009003 1260010008 274788003 241046008 68071007
""".split()

# SNOMED CT codes that put a patient into the outcomes extract.
SERIOUS = {
    "254837009": "malignancy", "254637007": "malignancy", "424132000": "malignancy",
    "254632001": "malignancy", "67811000119102": "malignancy", "109838007": "malignancy",
    "363406005": "malignancy", "93761005": "malignancy", "94260004": "malignancy",
    "314994000": "malignancy", "93143009": "malignancy",
    "88805009": "heart failure",
    "230690007": "stroke",
    "22298006": "infarction", "401303003": "infarction", "401314000": "infarction",
    "433144002": "kidney disease", "431857002": "kidney disease", "46177005": "kidney disease",
}

CHROMOSOMES = ("19", "22")
SAMPLES = 500
UNLINKED = 3
PANEL_PER_CHROMOSOME = 6


# ---- stable choices -----------------------------------------------------------------------------

def stable(text):
    """A number that depends on the text alone."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def by_hash(names, purpose):
    return sorted(names, key=lambda name: (stable(purpose + "|" + name), name))


# ---- JSON as text -------------------------------------------------------------------------------

DECODER = json.JSONDecoder()


def elements(line):
    """Splits one compact JSON object into its elements, each value as the text it had."""
    found, at = {}, 1
    while line[at] != "}":
        key, at = DECODER.raw_decode(line, at)
        start = at + 1
        _, at = DECODER.raw_decode(line, start)
        found[key] = line[start:at]
        at += line[at] == ","
    return found


def items(array):
    """Splits one compact JSON array into its items, each as the text it had."""
    found, at = [], 1
    while array[at] != "]":
        start = at
        _, at = DECODER.raw_decode(array, start)
        found.append(array[start:at])
        at += array[at] == ","
    return found


def join(parts):
    return "{" + ",".join('"%s":%s' % part for part in parts.items()) + "}"


# ---- cutting FHIR resources ---------------------------------------------------------------------

def cut(line, kept):
    parts = elements(line)
    keep = {"resourceType", "id", *kept}
    parts = {key: value for key, value in parts.items() if key in keep}
    if "extension" in parts:
        wanted = [item for item in items(parts["extension"])
                  if json.loads(item)["url"].rsplit("/", 1)[-1] in PATIENT_EXTENSIONS]
        parts["extension"] = "[" + ",".join(wanted) + "]"
    return parts


def first_code(parts):
    return json.loads(parts["code"])["coding"][0]["code"]


def reference(parts, *names):
    """The id that the first of these elements refers to, or None."""
    for name in names:
        if name in parts:
            return json.loads(parts[name])["reference"].rsplit("/", 1)[-1]
    return None


# ---- deliberate faults --------------------------------------------------------------------------
# A fault takes a resource's line and returns the lines to write in its place, each with the count
# that it belongs to, or None where the line does not suit and the next one is tried. A fault only
# adds lines: the resource it copies stays in the file, whole.

def truncated(line):
    return [("accepted", line), ("quarantined", line[:len(line) // 2])]


def not_json(line):
    return [("accepted", line), ("quarantined", "-- export resumed after a time-out --")]


def without_id(line):
    parts = elements(line)
    del parts["id"]
    return [("accepted", line), ("quarantined", join(parts))]


def without_type(line):
    parts = elements(line)
    del parts["resourceType"]
    return [("accepted", line), ("quarantined", join(parts))]


def repeated(line):
    return [("accepted", line), ("duplicate", line)]


def blank(line):
    return [("accepted", line), ("blank", "")]


def two_versions(line):
    """The resolved condition as version 2, and after it, as version 1, the state before."""
    parts = elements(line)
    if parts.get("abatementDateTime", "") <= parts["recordedDate"]:
        return None
    head = {"resourceType": parts.pop("resourceType"), "id": parts.pop("id")}
    newer = {**head, "meta": version(2, parts["abatementDateTime"]), **parts}
    older = {**head, "meta": version(1, parts["recordedDate"]), **parts}
    older["clinicalStatus"] = older["clinicalStatus"].replace('"resolved"', '"active"')
    del older["abatementDateTime"]
    return [("accepted", join(newer)), ("superseded", join(older))]


def version(number, time):
    return '{"versionId":"%d","lastUpdated":%s}' % (number, time)


# File: the faults with the line number of the resource from which they are tried.
FAULTS = {
    "Observation.001": [(1000, truncated), (2500, not_json)],
    "Observation.002": [(1500, repeated)],
    "Condition": [(700, without_id), (2100, two_versions)],
    "Encounter.001": [(900, without_type)],
    "Procedure.000": [(1200, blank)],
}


# ---- files --------------------------------------------------------------------------------------

def counter():
    return dict.fromkeys(("lines", "accepted", "duplicate", "superseded", "quarantined",
                          "blank"), 0)


class NdjsonFile:
    """One gzipped NDJSON file, with its faults and its counts."""

    def __init__(self, folder, kind, name):
        self.kind, self.name = kind, name + ".ndjson.gz"
        self.counts, self.faults = counter(), list(FAULTS.get(name, ()))
        self.raw = open(folder / self.name, "wb")
        self.gzip = gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=self.raw,
                                  mtime=0)

    def write(self, line):
        lines = None
        if self.faults and self.counts["accepted"] >= self.faults[0][0]:
            lines = self.faults[0][1](line)
            if lines:
                self.faults.pop(0)
        for count, text in lines or [("accepted", line)]:
            self.counts[count] += 1
            self.counts["lines"] += 1
            self.gzip.write(text.encode() + b"\n")

    def close(self):
        if self.faults:
            raise SystemExit("%s is too short for its faults" % self.name)
        self.gzip.close()
        self.raw.close()


class BgzfFile:
    """Blocked gzip as the SAM specification describes it: each block says its own size."""

    END = bytes.fromhex("1f8b08040000000000ff0600424302001b0003000000000000000000")

    def __init__(self, path):
        self.raw, self.buffer = open(path, "wb"), bytearray()

    def write(self, data):
        self.buffer += data
        while len(self.buffer) >= 65280:
            self.block(self.buffer[:65280])
            del self.buffer[:65280]

    def block(self, data):
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        body = deflate.compress(bytes(data)) + deflate.flush()
        self.raw.write(struct.pack("<4BI2BH2B2H", 31, 139, 8, 4, 0, 0, 255, 6, 66, 67, 2,
                                   len(body) + 25))
        self.raw.write(body + struct.pack("<2I", zlib.crc32(data), len(data)))

    def close(self):
        if self.buffer:
            self.block(self.buffer)
        self.raw.write(self.END)
        self.raw.close()


def lines_of(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.rstrip("\n")


def write_csv(path, header, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode())


def write_json(path, value):
    path.write_bytes((json.dumps(value, indent=2) + "\n").encode())


# ---- FHIR ---------------------------------------------------------------------------------------

class People:
    """What the other parts need to know about the patients that were kept."""

    def __init__(self, ids):
        self.ids = set(ids)
        self.sex, self.birth, self.death, self.entry = {}, {}, {}, {}
        self.medications = set()

    def note(self, kind, parts, patient):
        if kind == "Patient":
            self.sex[patient] = json.loads(parts["gender"])[0].upper()
            self.birth[patient] = json.loads(parts["birthDate"])
            if "deceasedDateTime" in parts:
                self.death[patient] = json.loads(parts["deceasedDateTime"])[:10]
        elif kind == "Condition" and first_code(parts) in SERIOUS:
            date = json.loads(parts["onsetDateTime"])[:10]
            self.entry[patient] = min(date, self.entry.get(patient, date))
        elif kind == "MedicationRequest" and "medicationReference" in parts:
            self.medications.add(reference(parts, "medicationReference"))


def source_files(data, kind):
    return [data / "synthea-medium" / part / "fhir" / (kind + ".ndjson.gz")
            for part in SOURCE_PARTS]


def choose_patients(data):
    ids = [json.loads(line)["id"] for path in source_files(data, "Patient")
           for line in lines_of(path)]
    return by_hash(ids, "patient")[:PATIENTS]


def wanted(kind, parts, people):
    """The patient that a resource belongs to (for a medication, itself), None if it is not kept."""
    own = json.loads(parts["id"])
    if kind == "Medication":
        return own if own in people.medications else None
    if kind == "Observation" and first_code(parts) not in LOINC:
        return None
    if kind == "Procedure" and first_code(parts) in ROUTINE:
        return None
    patient = own if kind == "Patient" else reference(parts, "subject", "patient")
    return patient if patient in people.ids else None


def write_type(data, folder, kind, people):
    count, kept = TYPES[kind]
    names = [kind] if count == 1 else ["%s.%03d" % (kind, part) for part in range(count)]
    files = [NdjsonFile(folder, kind, name) for name in names]
    for path in source_files(data, kind):
        for line in lines_of(path):
            parts = cut(line, kept.split())
            patient = wanted(kind, parts, people)
            if patient is not None:
                people.note(kind, parts, patient)
                files[stable(patient) % count].write(join(parts))
    for file in files:
        file.close()
    return files


def write_manifest(folder, files):
    output = [{"type": file.kind, "url": file.name,
               "count": file.counts["lines"] - file.counts["blank"]} for file in files]
    write_json(folder / "manifest.json", {
        "transactionTime": EXPORT_TIME,
        "request": "https://fhir.example.org/$export?_type=" + ",".join(TYPES),
        "requiresAccessToken": False,
        "output": output,
        "error": [],
    })


# ---- genomics -----------------------------------------------------------------------------------

def annotations(source):
    with open(source / "sample_annot.csv", encoding="utf-8", newline="") as file:
        return {row["sample.id"]: row["sex"] for row in csv.DictReader(file)}


def write_vcf(source, out, chromosome, samples):
    """All records of a chromosome for the chosen samples; returns its counts and its records."""
    counts, records, columns = counter(), [], None
    file = BgzfFile(out)
    for line in lines_of(source):
        if line.startswith("##"):
            file.write(line.encode() + b"\n")
            continue
        fields = line.split("\t")
        if columns is None:
            columns = list(range(9)) + [at for at, name in enumerate(fields) if name in samples]
        fields = [fields[at] for at in columns]
        file.write("\t".join(fields).encode() + b"\n")
        if line.startswith("#"):
            continue
        records.append(fields)
        counts["accepted"] += 1
        if chromosome == CHROMOSOMES[-1] and len(records) == 600:
            # The letter O in the position, and no rsid: a copy of the record before, spoilt.
            broken = fields[:1] + [fields[1][:1] + "O" + fields[1][2:], "."] + fields[3:]
            file.write("\t".join(broken).encode() + b"\n")
            counts["quarantined"] += 1
    file.close()
    counts["lines"] = counts["accepted"] + counts["quarantined"]
    return counts, records


def minor_allele_frequency(record):
    alleles = [allele for call in record[9:] for allele in call.replace("|", "/").split("/")]
    share = alleles.count("1") / len(alleles)
    return min(share, 1 - share)


def panel_rows(records):
    """Common SNPs with an rsid, one from each of several stretches of equal length."""
    common = []
    for record in records:
        contig, position, rsid, ref, alt = record[:5]
        snp = {ref, alt} <= set("ACGT") and {ref, alt} not in ({"A", "T"}, {"C", "G"})
        if snp and rsid.startswith("rs") and ";" not in rsid:
            frequency = minor_allele_frequency(record)
            if 0.2 <= frequency <= 0.5:
                common.append((int(position), contig, ref, alt, rsid, frequency))
    rows = []
    for stretch in range(PANEL_PER_CHROMOSOME):
        position, contig, ref, alt, rsid, frequency = common[
            (2 * stretch + 1) * len(common) // (2 * PANEL_PER_CHROMOSOME)]
        rows.append((contig, position, ref, alt, rsid,
                     "chosen for its frequency only (minor allele %.2f in these samples); "
                     "no clinical claim" % frequency))
    return rows


def link_rows(samples, sex, people):
    """Pairs samples with adults of the same sex who lived through the collection. Arbitrary."""
    queues = collections.defaultdict(list)
    for patient in by_hash(people.ids, "link"):
        if people.birth[patient] < "1997" and people.death.get(patient, "9") > "2020-03":
            queues[people.sex[patient]].append(patient)
    rows = []
    for sample in by_hash(samples, "sample")[:len(samples) - UNLINKED]:
        collected = (datetime.datetime(2015, 1, 1, 8)
                     + datetime.timedelta(days=stable("day|" + sample) % 1826,
                                          minutes=stable("minute|" + sample) % 540))
        reported = collected + datetime.timedelta(days=14 + stable("report|" + sample) % 29,
                                                  hours=2)
        rows.append((sample, PATIENT_SYSTEM, queues[sex[sample]].pop(0),
                     collected.isoformat() + "Z", reported.isoformat() + "Z"))
    return sorted(rows)


def write_genomics(data, out, people):
    source = data / "genomics" / "1kg-phase3-subset"
    sex = annotations(source)
    samples = set(by_hash(sex, "sample")[:SAMPLES])
    counts, panel = {}, []
    for chromosome in CHROMOSOMES:
        name = "chr%s.vcf.gz" % chromosome
        counts["genomics/" + name], records = write_vcf(
            source / ("1KG_phase3_subset_" + name), out / name, chromosome, samples)
        panel += panel_rows(records)
    write_csv(out / "panel.csv", ("contig", "pos", "ref", "alt", "rsid", "description"), panel)
    links = link_rows(samples, sex, people)
    write_csv(out / "links.csv", ("sample_id", "identifier_system", "identifier",
                                  "collected_time", "reported_time"), links)
    counts["genomics/links.csv"] = {**counter(), "lines": len(links), "accepted": len(links)}
    return counts


# ---- outcomes -----------------------------------------------------------------------------------

def outcome_row(patient, people):
    death = people.death.get(patient)
    status, date = ("event", death) if death else ("censored", EXPORT_TIME[:10])
    return [patient, "all-cause-death", people.entry[patient], status, date, ""]


def write_outcomes(path, people):
    rows = [outcome_row(patient, people) for patient in sorted(people.entry)]
    counts = {**counter(), "lines": len(rows) + 2, "accepted": len(rows), "quarantined": 2}
    impossible, unknown = list(rows[20]), list(rows[40])
    impossible[4] = "2023-02-30"
    unknown[3] = "lost?"
    rows[21:21], rows[42:42] = [impossible], [unknown]
    write_csv(path, ("patient_id", "endpoint", "entry_date", "status", "status_date", "arm"), rows)
    return {"outcomes/vital-status.csv": counts}


# ---- all ----------------------------------------------------------------------------------------

def main(data, out):
    for folder in ("fhir", "genomics", "outcomes"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    people = People(choose_patients(data))
    files = [file for kind in TYPES for file in write_type(data, out / "fhir", kind, people)]
    write_manifest(out / "fhir", files)
    counts = {"fhir/" + file.name: file.counts for file in files}
    counts.update(write_genomics(data, out / "genomics", people))
    counts.update(write_outcomes(out / "outcomes" / "vital-status.csv", people))
    write_json(out / "expected.json",
               {"files": [{"file": name, **counts[name]} for name in sorted(counts)]})


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
