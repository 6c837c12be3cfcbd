"""The heart of the desk: pure rules that know no disk, clock, Git or network."""
