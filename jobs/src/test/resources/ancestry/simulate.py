"""Genotypes of an invented cohort of three populations: simulate.py FILE SAMPLES VARIANTS SEED."""
import random
import sys

path, samples, variants, seed = sys.argv[1], *map(int, sys.argv[2:])
random.seed(seed)
with open(path, "w") as out:
    out.write("##fileformat=VCFv4.2\n")
    out.write('##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">\n')
    names = [f"S{i:03d}" for i in range(samples)]
    out.write("\t".join(["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT", *names]) + "\n")
    for i in range(variants):
        chromosome = 1 + i * 22 // variants
        position = 35_000_000 + i % (variants // 22 + 1) * 1_100_000
        ancestral = random.uniform(0.2, 0.8)
        frequencies = [min(0.95, max(0.05, random.gauss(ancestral, 0.18))) for _ in range(3)]
        calls = []
        for sample in range(samples):
            p = frequencies[sample % 3]
            call = "/".join(sorted(str(int(random.random() < p)) for _ in range(2)))
            calls.append("./." if random.random() < 0.008 else call)
        out.write("\t".join([str(chromosome), str(position), f"v{i}", "A", "G", ".", "PASS", ".", "GT", *calls]) + "\n")
