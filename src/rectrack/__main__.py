"""`python -m rectrack` is the same as `rectrack`."""

from rectrack.cli import main

main()
