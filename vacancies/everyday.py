"""Words too common to hide wherever they stand: as part of a name they are hidden only when written with a capital."""

NAMES = """
will mark may grace rose hope faith joy bill rob sue pat frank art bob drew gene grant guy hunter max miles nick norm pearl
ray rich ruby sandy skip ward wade april june august summer autumn winter spring dawn eve ivy lily daisy holly heather hazel
iris olive violet amber crystal jade mercy patience prudence charity verity constance chance chase clay cliff dean duke earl
king prince page penny price reed rusty stone wood woods young long short small little green brown black white gray grey
bell bird bond brook brooks bush butler carter cook cooper day field fields fisher fox frost gates glass hand hands hall
hill hills hunt key knight lamb lane lake law love marsh mason mills moon parker pope potter power rain rice rivers sharp
shepherd singer strong swift taylor teacher turner wall walker waters weaver wells wise wolf read bright best good gold
case close cross english french german irish scott welsh bishop abbot major noble self sage sky star story sunny tanner
temple thorn trainer train true vale vine waite west east north south berry bloom booth bowen bridge can chambers church
de la le van von der den da do di du al el bin ben ap of and the an in on at to st saint mr mrs ms miss mx dr sir
"""

ORGANISATIONS = """
school schools primary secondary academy academies nursery nurseries college university trust council county borough
district city town parish ltd limited plc llp cic group groups centre center services service community hospital hospice
nhs church infant infants junior juniors high grammar special preschool pre playgroup playgroups club clubs england
catholic rc ce cofe child children childrens childminding care home house family families support youth team agency
association charity foundation federation partnership learning education educational multi sure start department authority
local national society project projects company office shop store stores cafe restaurant hotel self employed various
working studio
"""

PLACES = """
road street lane close avenue drive way court place row square terrace crescent gardens grove hill park view rise walk
green mews yard quay flat floor house cottage farm lodge hall barn unit apartment harbour market mill station bridge mount
common heath beach sea cliff marsh meadow orchard river riverside bank field fields wood woods forest valley top bottom
north south east west upper lower middle first second side royal garden great little old new high main back front castle manor abbey priory chapel united kingdom
suffolk norfolk england wales scotland ireland london county
"""

ADDRESSES = """
info office head headteacher admin enquiries enquiry contact hello mail post manager team reception recruitment jobs work
gmail googlemail hotmail outlook yahoo icloud live msn proton protonmail btinternet sky example mail email
"""

ORGANISATION_WORDS = frozenset(f"{ORGANISATIONS} of and the at for in on c e".split())
EVERYDAY = frozenset(f"{NAMES} {ORGANISATIONS} {PLACES} {ADDRESSES}".split())
GENERIC = frozenset(f"{PLACES} {ADDRESSES} st saint s".split()) | ORGANISATION_WORDS
