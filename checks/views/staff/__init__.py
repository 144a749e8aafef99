"""What HR, heads and safeguarding leads see of one check."""
