"""Invented names, each used once, the same every time the story is told."""

import itertools
import random

GIVEN = """Abel Ada Agnes Aisha Alba Alys Amos Anika Anwen Arlo Asha Aurora Basil Beatriz Bilal Blythe Bronwen Bruno Caleb Carys
Cedric Celeste Chidi Clem Cora Cyrus Dafydd Dalia Dara Della Dilys Dorian Edie Efua Elin Elio Emeka Enid Esra Ewan Farah Fergus
Fern Flora Gideon Gita Greer Gwen Hana Harun Hattie Heledd Hugo Ida Idris Imani Ines Iris Isla Ivo Jalal Jem Joan Juno Kamal
Kezia Kit Lara Leif Leila Linus Lotte Mabel Malik Mara Maren Meera Milo Mina Mungo Nadia Nell Niall Nia Noor Odette Olive Omar
Orla Otis Pavel Petra Priya Quinn Rafe Rania Reuben Rhian Rosa Rufus Sadia Saul Selma Seren Silas Sofia Tamsin Tariq Tess Theo
Tilda Tomos Una Vera Vikram Wilf Wren Yara Yusuf Zadie Zora""".split()
FAMILY = """Abara Adlam Akande Amberley Ashdown Bagley Balfour Banerjee Barrow Beckwith Bellweather Birdsall Blackthorn Bram
Brightwell Calder Cantrell Carrow Chaudhry Chilvers Cobbold Corbyn-Reed Cormack Crane Cresswell Dacre Dalgety Danso Deepdale
Desai Drummond Dunmore Eastwick Ekwueme Elmswell Fairhurst Farrow Fennimore Fitch Fossdyke Frayne Gadsby Galbraith Garside Gill
Glanville Goswami Greatorex Grimble Hadleigh Halloran Hartest Hawksworth Hazell Heffernan Hollins Hurrell Iqbal Jarrold Jephcott
Kaplan Keating Kelsale Khoury Kirtley Lanark Larter Leverett Lindsell Lockyer Loomis Maddern Mahmood Mallory Mangat Marchbanks
Mayhew Melford Mistry Monkton Moyo Nairne Nash Nightshade Norwood Nwosu Oakley Okoro Orford Osborne Pakenham Parfitt Patel
Peverell Pettigrew Pinder Plumstead Quantrill Quill Radcliffe Rashid Redgrave Rendlesham Rourke Rushmere Saltmarsh Sandringham
Sayeed Seago Sheldrake Sidhu Skelton Snape Southgate Stannard Sutcliffe Swann Tench Thackeray Thurlow Tolliver Trimley Tunstall
Ufford Upcher Vanstone Varma Wakelin Walberswick Warsame Westhorpe Whitlow Wickham Winfield Woodrow Wroe Yaxley Zaman""".split()


def names(chance: random.Random):
    """Given and family names in an order of their own."""
    pairs = list(itertools.product(GIVEN, FAMILY))
    chance.shuffle(pairs)
    return iter(pairs)
