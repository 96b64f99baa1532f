"""How fast rectrack is, as ratios to other programs on the same machine: `python -m benchmarks`."""
