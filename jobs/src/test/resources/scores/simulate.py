#!/usr/bin/env python3
"""Simulates a cohort and weights: simulate.py FOLDER SAMPLES VARIANTS SEED.

Writes cohort.vcf, weights.tsv (columns of the PGS Catalog), plink.tsv (the same weights by variant
id, for plink2), samples.psam and reference.afreq. Sites are on 1, 2, X, Y and MT; men are haploid on X
and Y; genotypes are missing at 3 in 100; half of the effect alleles are the reference; some sites have
several alternates, and some ids stand twice in the VCF file, which plink2 skips.
"""
import random
import sys

folder, samples, variants, seed = sys.argv[1], *map(int, sys.argv[2:])
draw = random.Random(seed)
names = [f"S{i:04d}" for i in range(samples)]
male = {name: draw.random() < 0.5 for name in names}
PAIRS = [(a, b) for a in "ACGT" for b in "ACGT" if a != b and {a, b} not in ({"A", "T"}, {"C", "G"})]


def allele(frequencies):
    at = draw.random()
    for number, frequency in enumerate(frequencies):
        at -= frequency
        if at < 0:
            return str(number)
    return "0"


def genotype(contig, name, frequencies):
    if contig == "Y" and not male[name]:
        return "."
    haploid = contig in ("Y", "MT") or contig == "X" and male[name]
    if draw.random() < 0.03:
        return "." if haploid else "./."
    if haploid:
        return allele(frequencies)
    return allele(frequencies) + draw.choice("/|") + allele(frequencies)


sites = []
for i in range(variants):
    part = i / variants
    contig = "1" if part < 0.5 else "2" if part < 0.8 else "X" if part < 0.9 else "Y" if part < 0.95 else "MT"
    reference, alternate = draw.choice(PAIRS)
    alternates = [alternate]
    if draw.random() < 0.03:
        alternates.append(reference + "G")
    rare = draw.uniform(0.01, 0.6)
    frequencies = [1 - rare, rare] if len(alternates) == 1 else [1 - rare, rare * 0.7, rare * 0.3]
    repeated = i > 0 and draw.random() < 0.01
    name = sites[-1][2] if repeated and sites[-1][0] == contig else f"v{i}"
    sites.append((contig, 5_000_000 + 100 * i, name, reference, alternates, frequencies))

with open(f"{folder}/cohort.vcf", "w") as out:
    print("##fileformat=VCFv4.2", file=out)
    for contig in ("1", "2", "X", "Y", "MT"):
        print(f"##contig=<ID={contig}>", file=out)
    print('##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">', file=out)
    print("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT", *names, sep="\t", file=out)
    for contig, position, name, reference, alternates, frequencies in sites:
        calls = [genotype(contig, sample, frequencies) for sample in names]
        print(contig, position, name, reference, ",".join(alternates), ".", ".", ".", "GT", *calls,
              sep="\t", file=out)

ids = [site[2] for site in sites]
with open(f"{folder}/weights.tsv", "w") as catalog, open(f"{folder}/plink.tsv", "w") as plink:
    print("#pgs_id=SIMULATED\n#genome_build=GRCh38", file=catalog)
    print("chr_name\tchr_position\teffect_allele\tother_allele\teffect_weight", file=catalog)
    print("ID\tA1\tWEIGHT", file=plink)
    for contig, position, name, reference, alternates, _ in sites:
        effect, other = (reference, alternates[0]) if draw.random() < 0.5 else (alternates[0], reference)
        weight = f"{draw.gauss(0, 0.1):.6f}"
        if ids.count(name) == 1:
            print(contig, position, effect, other, weight, sep="\t", file=catalog)
        print(name, effect, weight, sep="\t", file=plink)

with open(f"{folder}/samples.psam", "w") as out:
    print("#IID\tSEX", file=out)
    for name in names:
        print(name, 1 if male[name] else 2, sep="\t", file=out)

with open(f"{folder}/reference.afreq", "w") as out:
    print("#CHROM\tID\tREF\tALT\tALT_FREQS\tOBS_CT", file=out)
    for contig, _, name, reference, alternates, _ in sites:
        if ids.count(name) == 1:
            frequencies = [f"{draw.uniform(0.01, 0.45):.6g}" for _ in alternates]
            print(contig, name, reference, ",".join(alternates), ",".join(frequencies), 5000, sep="\t", file=out)
