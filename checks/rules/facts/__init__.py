"""The questions the rules ask of a case. Each is named as the truth it stands for and says it in a sentence, which HR reads."""
