"""Plant faults in faithful news digests: drafts with [n] citations, to measure a tool that audits such drafts.

Use: planted.py DRAFTS STORIES --out FOLDER [--seed N] [--also DRAFT.md=STORYDIR ...], which writes FOLDER/planted.jsonl.

Written by somebody who had not read the code that it measures, and kept as it was written: it imports nothing of it, and nobody who works
on that code is to fit it to this. Its lists hold the people, places and facts of the twelve invented stories; in another story only the
general rules plant. The false headlines, the invented sentences and the facts that one report has wrong were written by hand from the reports.

A draft is read with its table (DRAFT.tsv: the number of the line that is not empty, `ok`, a note). Only sentences of lines that are `ok`
are touched or called clean. In each mutated draft about one sentence in four has one planted fault. A line of planted.jsonl: `id, story,
draft_name, draft, planted, clean`; a planted fault has the `start` and `end` of the mutated sentence in `draft`, its `kind`, in `also` the
kinds that are as right, the words `before` and `after`, the sentence as it `was` (empty where one was put in) and `how` it was made;
`clean` are the spans of the untouched sentences that carry a citation, less those whose pronoun leans on a mutated one before. A rule is
held to the reports: a new figure, name, place or day is in no report of the story in that connection, and a rule that cannot tell leaves
the sentence alone. The same seed gives the same bytes.
"""

# ruff: noqa: C901, E501, PLR0912, PLR0915, PLR0917, PLW2901 - kept as it was written

from __future__ import annotations

import argparse
import csv
import itertools
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

KINDS = [
    "number",
    "unit",
    "time",
    "place",
    "name",
    "quote",
    "paraphrase_quoted",
    "speaker",
    "recipient",
    "roles",
    "negation",
    "hedge_dropped",
    "hedge_added",
    "strength",
    "wrong_citation",
    "dangling_citation",
    "uncited",
    "not_found",
    "contradicted_elsewhere",
    "headline_body",
]
CAP = 100  # of a kind, over all drafts
RATE = 0.28  # of the sentences in a full copy; the last copies hold fewer, so that about one in four is planted

# ---------------------------------------------------------------- word lists

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
MONTH_RE = r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.)|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)(?= \d))"
ABBREVIATIONS = {
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Gov",
    "Cmdr",
    "Capt",
    "Maj",
    "Col",
    "Sgt",
    "Lt",
    "Gen",
    "Sen",
    "Rep",
    "St",
    "No",
    "Jan",
    "Feb",
    "Aug",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
    "a.m",
    "p.m",
    "U.N",
    "U.S",
    "Fr",
    "Prof",
    "Rev",
    "Sir",
    "vs",
    "approx",
}
ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBER_WORD = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|"
    + "|".join(sorted(ONES[2:], key=len, reverse=True))
    + ")"
)
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = re.compile(rf"(?<![\w.,-])(?:[£$€])?(?P<n>{DIGITS})(?![\d])|\b(?P<w>{NUMBER_WORD})\b(?!-(?:thirds|quarters))", re.IGNORECASE)
SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
MARK_RE = rf"(?:\[\^?\d+(?:\s?[,;–-]\s?\^?\d+)*\]|[{SUPERSCRIPT}]+)"
MARK = re.compile(MARK_RE)
HEDGE_NUMBER = r"about|around|roughly|some|nearly|almost|approximately|perhaps|at least|up to|as many as|upwards of|not quite|just over|just under|a little over|a little under|more than|fewer than|less than|at most|no fewer than|no more than|close to|over|under|not far off|or so"
STOP = {
    "the",
    "and",
    "for",
    "that",
    "with",
    "was",
    "were",
    "has",
    "had",
    "have",
    "his",
    "her",
    "its",
    "their",
    "they",
    "she",
    "him",
    "from",
    "but",
    "not",
    "are",
    "who",
    "which",
    "this",
    "than",
    "then",
    "there",
    "been",
    "into",
    "out",
    "over",
    "said",
    "says",
    "say",
    "told",
    "according",
    "also",
    "after",
    "before",
    "would",
    "will",
    "could",
    "did",
    "does",
    "about",
    "some",
    "more",
    "one",
    "two",
    "all",
    "any",
    "what",
    "when",
    "where",
    "while",
    "how",
    "only",
    "whose",
    "them",
    "these",
    "those",
    "you",
    "your",
    "our",
    "can",
    "may",
    "might",
    "must",
    "should",
    "still",
    "just",
    "very",
    "now",
    "yet",
    "off",
    "per",
    "because",
    "since",
    "until",
    "being",
    "such",
    "own",
    "same",
}
HEDGED = re.compile(
    r"\b(?:may|might|could|possib\w+|perhaps|likely|alleged\w*|reported(?:ly)?|apparent\w*|appear\w*|seem\w*|suspect\w*|believ\w+|thinks?|thought|estimat\w+|rumou?r\w*|claim\w*|if|expect\w*|hop\w+|fear\w*|would|should|understood|unclear|not sure)\b",
    re.IGNORECASE,
)

# Name | F or M | who that is. A person not listed is not swapped.
PEOPLE = {
    "corran": "Ruth Alder|F|the incident commander;Nils Brandt|M|the head of the fire investigators;Colin Vasey|M|the Premier;Lena Trow|F|the mayor of Pellow;Greta Holm|F|managing director of Sorrel Aggregates;Tom Ilves|M|a forestry worker;Bram Oduya|M|a ferryman;Ines Colley|F|matron of Pellow Cottage Hospital",
    "gullness": "Rhona Vail|F|the coast guard commander;Leon Castrane|M|a director of Delmar Shipping;Nan Tressel|F|coxswain of the Skarrow lifeboat;Marek Dolan|M|the second engineer;Adela Finch|F|registrar of the Maritime Authority;Tomas Greel|M|the chief investigator;Gil Anstey|M|skipper of the Silver Hake;Joan Arkless|F|captain of the Brae Linnet;Owen Sleight|M|the harbour master at Port Vell",
    "halmirk": "Oksen Talvik|M|the regional governor;Danil Orsk|M|the mayor of Perovo;Tomas Aldahl|M|the UN envoy;Mirel Sanda|F|the foreign minister;Ilse Marran|F|the hospital's chief physician;Tamar Ilk|F|a neighbour;Henrik Dovas|M|the terminal's manager;Arvid Koss|M|a Kestrian spokesman;Viktor Amrin|M|the chief Kestrian delegate",
    "larkfield": "Miriam Stott|F|director of the National Food Board;Gerald Fenn|M|chief executive of Larkfield;Perran Locke|M|the council's chief officer;Dot Hanley|F|the mother of a sick child;Amara Quist|F|a doctor at Ashcombe General;Una Sorley|F|technical director of Tarrant Ingredients;Lowell Tandy|M|the county health officer;Colm Stott|M|managing director of Merrow Foods",
    "norrhaven": "Carina Dahl|F|the chief superintendent;Jonna Revik|F|the social affairs minister;Matts Oberlin|M|the federation's president;Ingrid Saul|F|a ward nurse;Tove Lind|F|a cannery worker;Edda Sorland|F|the prime minister",
    "ombe": "Abel Nurrin|M|the driver;Leona Brask|F|the senior surgeon;Hadar Molney|M|the police commissioner;Ilse Tarrow|F|the governor;Anwen Pell|F|a freed mother;Josef Tarl|M|the village head at Hamra;Pirran Doss|M|the railway's spokesman;Anselm Koury|M|the bishop of Talmera;Ruben Aske|M|a freed pharmacist;Tilda Faroe|F|a cloth trader",
    "orvel-pass": "Ilan Sarre|M|Dravia's military spokesman;Rehana Toth|F|a General Staff spokeswoman;Ossian Brand|M|Tolmenia's defence minister;Lida Maro|F|the head of the district;Levan Abasi|M|a surgeon at Bereshk;Danil Osk|M|a beekeeper;Sofie Lund|F|of the Joint Border Mission;Yusk Bedri|M|a shepherd;Katya Renn|F|Dravia's foreign minister;Ines Callado|F|the Highland Union's envoy",
    "sea-marten": "Ilse Tarrant|F|the coast guard's regional chief;Osric Pell|M|a lorry driver;Dunstan Roe|M|a skipper;Tam Breck|M|a deckhand;Hanne Lorimer|F|a teacher;Corvin Aldous|M|the transport minister;Brita Calloway|F|an opposition lawmaker;Elspeth Mourne|F|the retired judge;Ansel Quirke|M|managing director of Cathel Lines;Ewan Lisle|M|a priest",
    "strathmoor": "Fiona Merrick|F|the former chief executive;Paul Lister|M|the finance director;Duncan Ord|M|the chairman;Grace Oyelaran|F|an analyst at Marchbank Securities;Naomi Trent|F|the regulator's director of enforcement;Alan Merrick|M|the MP for Haverness South;Judith Hale|F|a solicitor;Colin Baird|M|the former risk manager;Jim Orr|M|a retired welder;Ruth Colley|F|who chairs the committee",
    "tolmeza": "Milan Dorosz|M|the civil protection chief;Marta Holub|F|a retired teacher;Helena Varga|F|the prime minister;Zoltan Petrik|M|the mayor of Brenik;Irena Kolb|F|director of St Anna's hospital;Emil Sykora|M|the postman;Olga Benes|F|a head teacher;Pavel Rusk|M|the quarry's manager;Jana Brezik|F|the leader of the miners;Anna Havel|F|a villager;Ines Duarte|F|a spokeswoman for the relief fund;Adela Stross|F|the prosecutor;Viktor Amsel|M|a retired judge",
    "tolmin": "Emil Corvin|M|the commission's chairman;Petra Lund|F|Harvest's lawyer;Oskar Thane|M|the prime minister;Nadia Brekke|F|the Civic Union's leader;Halvard Ness|M|the judge;Maud Ekker|F|the returning officer;Gorm Tveit|M|Mr Pell's agent;Aino Sandell|F|the Civic Union's candidate;Lars Pell|M|Harvest's candidate",
    "westmere": "Moira Tansley|F|the union's general secretary;Gareth Pym|M|the chief executive;Ilka Brandt|F|a ward sister;Simeon Gault|M|a doctor;Cyril Nunn|M|a retired bus driver;Ruth Okell|F|the mediator;Dorian Keese|M|the health minister",
}
# Further people and bodies, whose names may be bent but who say nothing in another's stead.
NAMED = {
    "corran": "Edwin Pask;Maren Tolliver;Joss Arden;Carys Pask;Sorrel Aggregates=Sorley Minerals;Tamsin Power=Tarn Electric;Averland Insurance Council=Averland Bankers' League;Shelter Averland=Harbour Averland;Ketter Lake=Keswick Lake;Corran Ridge=Carrick Ridge;Strathmarch Fire Service=Strathmarch Forest Guard",
    "gullness": "Delmar Shipping=Dunmore Shipping;Clean Shores=Sea Guardians;Silver Hake=Golden Ling;Brae Linnet=Brae Plover;Orsa Miray=Olga Mistral;Marine Accident Bureau=Shipping Safety Board;Countess Adela=Countess Maria;Ellis Corran",
    "halmirk": "Sarn Grain=Volga Grain;Lodenergo=Ostenergo;Red Lantern=White Lantern;Millers Street=Coopers Street",
    "larkfield": "Ivy Garland;Tarrant Ingredients=Tarlton Ingredients;Merrow Foods=Marlow Foods;HomeBasket=FreshLarder;Beech House=Elm House;National Food Board=National Dairy Council;Ashe County Council=Ashe Borough Council",
    "norrhaven": "Federation of Labour=Union of Crafts;Farmers' League=Fishers' League;Lethmark Rail=Norsk Coaches;Liberal Union=Conservative Union;Norsam=Nordstat;Norrhaven Technical University=Norrhaven Medical School;St Olave's Hospital=St Knut's Hospital",
    "ombe": "Otto Brandel;Jarro Vint;Tomas Ilven;Davit Orrin;Kessim Railways=Kessim Coaches;Center for Border Studies=Center for Peace Studies;Ombe Free Company=Ombe Liberation Army;Second Plateau Battalion=Fourth Coastal Battalion",
    "orvel-pass": "Mira Dolan;Anselm Korv;Joint Border Mission=Neutral Observer Corps;Highland Union=Lowland Union",
    "sea-marten": "Lowell Strand;Nell Corby;Maren Osei;Halden Roake;Cathel Lines=Carrick Lines;Sea Marten=Sea Falcon;Sea Heron=Sea Gull;Sea Otter=Sea Badger;Meteorological Office=Hydrographic Office;St Brannoc's=St Colm's",
    "strathmoor": "Ross Tennant;Quayline=Harbourline;Crane Hollis=Drake Hollis;Pell Marsden=Pell Marlowe;Banking Conduct Authority=Insurance Standards Board;Marchbank Securities=Milbank Securities;Fenner Low=Fenwick Low;Finance Workers' Union=Shop Workers' Union;Treasury Committee=Justice Committee",
    "tolmeza": "Luka Sandor;Granex=Petrax;Continental Relief Fund=Oceanic Relief Fund;Aegean Geophysical Center=Baltic Geophysical Center;Aegean Geophysical Centre=Baltic Geophysical Centre;Norrland Red Star=Norrland White Star;Civil Protection Agency=Mountain Rescue Agency",
    "tolmin": "Tore Brekke;Clear Ballot=Honest Ballot;Green Left=Red Left;Harvest Party=Heritage Party;Civic Union=Social Union;Regional Observer Mission=Coastal Monitoring League;Constitutional Court=Administrative Court;St Olave's=St Hilda's;Corn Exchange=Wool Exchange",
    "westmere": "Del Hartigan;Allied Nurses' Federation=United Midwives' League",
}
PLACES = {
    "corran": "Pellow;Lanmoor;Ash Ferry;Upper Dray|Mill Street;Weir Lane;Quarry Road",
    "gullness": "Gull Ness;Port Vell;Sand Bay;Skarrow;Lannick;Vikholm;Port Asher",
    "halmirk": "Halmirk;Perovo;Varenne|Millers Street;Dock Street",
    "larkfield": "Ashcombe;Wexley;Port Wexley;Moorbridge;Sele|Moor road;Mill Lane",
    "norrhaven": "Norrhaven;Sundvik|Mill Bridge;Customs Square;Ridder Hill",
    "ombe": "Ressin;Talmera;Lisk;Hamra|Sarnland",
    "orvel-pass": "Zhelin;Kesh;Bereshk;Port Lisk;Tarn",
    "sea-marten": "Quillon;Dunmarrow;Port Aldane|Saint Orrin|Gull Head",
    "strathmoor": "Haverness;London|Castle Street;North Quay",
    "tolmeza": "Brenik;Upper Dravna;Karsholm;Kopal;Fjordby|Mill Street|Highway 9;Highway 4|Norrland;Westmark",
    "tolmin": "Tolmin;Easter Quay;Port Sarn|Corn Exchange;Harbour Square",
    "westmere": "Wendle;Harle",
}
NEW_PLACES = ["Brenmouth", "Castelar", "Lindholm", "Marrowgate", "Saltbridge", "Thornwick", "Kelderby"]
NEW_FIRST = {
    "F": ["Clara", "Marta", "Agnes", "Selma", "Rita", "Beatrix", "Odile"],
    "M": ["Anton", "Edgar", "Jonas", "Felix", "Rupert", "Casimir", "Bernard"],
}
NEW_LAST = ["Haugen", "Osmond", "Sholto", "Malloy", "Keller", "Winterbourne", "Dreyer", "Castellan", "Farrow", "Ivell"]
DIRECTIONS = {
    "north": "south",
    "south": "north",
    "east": "west",
    "west": "east",
    "northern": "southern",
    "southern": "northern",
    "eastern": "western",
    "western": "eastern",
    "north-west": "south-east",
    "left bank": "right bank",
    "left-bank": "right-bank",
    "westerly": "easterly",
    "starboard": "port side",
}

RECIPIENTS = ["supporters at a rally", "prosecutors", "public radio", "a closed meeting of lawmakers", "a parliamentary hearing"]
PRESS = re.compile(r"reporter|news conference|journalist|press|media|briefing", re.IGNORECASE)
INTERESTED = re.compile(
    r"\b(?:owners?|compan\w+|directors?|lawyers?|solicitor|attorney|unions?|federation|ministers?|ministry|premier|part(?:y|ies)|harvest|kestria\w*|dravia\w*|tolmenia\w*|lodovia\w*|delmar|cathel|"
    r"granex|sorrel|tamsin|westmere|fenn|pym|lund|larkfield|general staff|villagers?|neighbours?|neighbors?|clean shores|quirke|hartigan|castrane|dolan|aske|man whose|relative|bank|quayline|lawyer|"
    r"managers?|spokes\w+|agent|commissioner|molney|pell|clerk|teacher|breck|oyelaran|analysts?|tansley|revik|oberlin|aldous|petrik|dorosz|rusk|thane|toth|sarre|vasey|trow|ilves|critics?|opposition)\b",
    re.IGNORECASE,
)

QUOTE_WORDS = """
wrong:hasty information:advice passed:waved believed:feared stone:barely log:evidence contact:comparison survive:withstand grey:happy smile:speak
faces:figures dead:wounded lost:saved table:stairs negotiate:bargain fire:pressure negotiable:popular thrown:fired fair:hard landing:bargain
clause:promise post:village protect:reinforce fairy:tall right:tight overloaded:unsafe public:court surprised:alarmed moved:fell
resignation:apology received:refused neighbours:friends neighbors:friends alive:missing shovels:prayers commissions:speeches minor:major
clearance:test charges:blasts counted:guessed boxes:ledgers punish:insult voters:farmers doubt:rumour rumours:threats rumors:threats ribbon:string
road:argument longer:rougher wholesaler's:dairy's word:figures stand:help way:shadow conclusion:lesson drew:reached dogs:sheep shut:sold
weather:trouble timber:cattle front:charge ridge:river midnight:noon gutters:cellars truck:crew noon:midnight credit:blame wind:army
kitchen:office beaten:contained tired:spent began:ended prudent:careless distress:radio radio:flag soup:bread engine:stove cold:hot hours:days
tug:doctor dear:coming recollections:inventions shock:debt seven:nine rubber:wooden date:price thing:bottle singing:dancing Mayday:signal
fault:thank bad:good slabs:stairs hear:see siren:soldier bus:train appalled:relieved safety:future burning:closed strike:march designated:military
targets:depots achieved:missed east:north lorry:whisper across:down buses:trains missile:winter useful:pointless room:tent building:hall
freezer:kitchen taste:open throw:give shop:dairy grandchildren:neighbours eat:love ring:write children:adults vanilla:chocolate sick:absent
tested:stored negative:doubtful voluntary:popular signed:refused salmonella:rats machine:cook clean:mend weeks:hours figure:price board:minister
street:crowd respect:fear arithmetic:weather mail:diary spam:cellar doormat:piano minister:government number:party bill:war nicer:longer coffee:beer
signature:silence reform:revolt Saturday:wages weekdays:Sundays father:uncle fish:coal hair:hand thieves:rebels citizens:soldiers home:in
army:police scarf:hat hurry:mood payment:rescue attack:election net:door closing:tearing patience:money photograph:reward knocked:slept
sisters:doctors danced:fought savings:land mother:soldier natural:sudden guns:men silent:aimed soil:bridge glass:bread school:church line:river
mortars:rockets soldiers:vehicles hill:road hoofs:horses boot:flag quiet:dark selling:hiding conditions:witnesses withdraw:resign discussion:treaty
paperwork:count reflect:show minutes:hours boats:lifebelts port:far guess:drink boots:knees spray:rain lights:masts breeze:gale washing:flags
aisles:cabins stairs:deck thickness:length sea:cargo door:engine record:memory brought:sent proof:money gossip:rumour culprit:excuse sky:crew
weeping:jammed pins:hinges worn:lost yard:divers heartbroken:blameless speculation:silence liquidity:confidence valuation:staff sorry:tired
intend:hope quarter:third bear:forgive fresh:clean start:name dismissed:pushed acknowledgement:answer executive:seventh constituents':neighbours'
safe:lost look:sit senior:junior concerns:complaints expensive:sincere acknowledged:mentioned memorandum:complaint spring:autumn today:willingly
settlement:village mountain:river heard:saw window:door names:houses telephone:guesswork streets:days bodies:prisoners valley:town winter:week
canvas:guard soldiers:priests cameras:dogs bury:hide midnight:Tuesday blasting:digging wait:fail election:argument verdict:victory broken:late
whole:old seals:locks remedy:insult justice:order argument:campaign telephoned:visited boxes:bags ballots:letters month:year honest:loyal
moon:minimum members:patients years:days money:staff sum:cake offered:paid hands:noise blame:forgive calm:cheerful stopped:started shouting:writing
counting:singing grown-up:childish roads:rows penny:bed roof:wall scanners:beds half:tenth thirds:fifths lucky:last relieved:proud useful:amusing
untrue:unfair matter:disgrace government:private moves:steps shuffled:crawled nothing:little nobody:somebody surplus:draft
end:middle ordinary:holy carpet:floor gather:leave confirmed:lost struck:missed gone:come cause:blame prove:show rescue:siege
"""
QUOTE_SWAPS = dict(pair.split(":") for pair in QUOTE_WORDS.split())

ANTONYMS = [
    (r"denied (?=that (?!any)|having|it )", "confirmed "),
    (r"denies (?=that (?!any)|having)", "confirms "),
    (r"declined to (?!comment|say)", "agreed to "),
    (r"refused to ", "agreed to "),
    (r"had refused and", "had agreed and"),
    (r"disputes (?=the|that)", "accepts "),
    (r"disputed (?=the|that)", "accepted "),
    (r"was lifted", "was extended"),
    (r"called off (?=the|its)", "stepped up "),
    (r"higher\b", "lower"),
    (r"\blower\b", "higher"),
    (r"was untrue", "was true"),
    (r"was accurate", "was inaccurate"),
    (r"unable to ", "able to "),
    (r"had failed to ", "had managed to "),
    (r"agreed to (?!a |the )", "refused to "),
    (r"can find no\b", "has found the"),
    (r"confirms (?=that|what|he|she)", "denies "),
    (r"confirmed (?=that|he|she)", "denied "),
    (r"voted against", "voted for"),
    (r"opposed\b(?!.*favou?red)", "favoured"),
    (r"had supported", "had opposed"),
    (r"rejected (?=the|a|an|by)", "accepted "),
    (r"still closed", "already open"),
    (r"still missing", "no longer missing"),
    (r"are still living", "are no longer living"),
    (r"unstamped", "stamped"),
    (r"lived(?=;)", "died"),
    (r"\bsurvived\b(?! in)", "died"),
    (r"nobody had\b", "somebody had"),
    (r"Nobody had\b", "Somebody had"),
    (r"Nobody met", "Both sides met"),
    (r"nobody (?=watches|has|was)", "somebody "),
    (r"no redundancies", "many redundancies"),
    (r"no sign of", "clear signs of"),
    (r"no finding of", "a finding of"),
    (r"no invitation has", "an invitation has"),
    (r"no such clause", "just such a clause"),
    (r"without agreement", "in agreement"),
    (r"has come down", "has gone up"),
    (r"conceded(?= on| defeat|,| hours)", "refused to concede"),
    (r"could not (?=confirm|verify|say|find|tell)", "could "),
    (r"cannot say", "can say"),
    (r"not been overcrowded", "been overcrowded"),
    (r"no ransom", "a ransom"),
    (r"\bno longer\b", "still"),
    (r"refuse to", "agree to"),
    (r"\bremains? closed", "is now open"),
    (r"reopened\b", "closed"),
    (r"\bfree and\b", "rigged and"),
    (r"backed (?=the|a|by)", "opposed "),
    (r"in favou?r of", "against"),
    (r"\bfell (?=to|by|from)", "rose "),
    (r"\brose (?=to|by)", "fell "),
    (r"(?<=had been )ruled out", "confirmed"),
    (r"had ruled out", "had not ruled out"),
    (r"has ruled out", "has not ruled out"),
    (r"ahead of time", "behind time"),
    (r"\bopen and\b", "shut and"),
    (r"resigned on", "refused to resign on"),
    (r"did not accept", "accepted"),
    (r"does not accept", "accepts"),
    (r"did not respond", "responded"),
    (r"did not answer", "answered"),
    (r"did not come in", "came in as usual"),
    (r"is at large", "is in custody"),
    (r"\bcooler\b", "hotter"),
    (r"wider\b", "narrower"),
    (r"smaller (?=marches|than|crowd)", "bigger "),
    (r"bigger (?=marches|than|crowd)", "smaller "),
    (r"found nobody", "found everybody"),
    (r"told nobody", "told everybody"),
]
PARTICIPLE = r"(?:\w+ed|found|held|shot|made|seen|hit|cut|built|given|taken|put|sent|shut|lost|brought|left|thrown|read|set|struck|picked|known|bought|driven|told|drawn|sold|broken|chosen|met|spent|kept|paid|led|fallen|gone|come)"
PAST_SAME = r"(?:struck|hit|resigned|landed|crossed|died|survived|recalled|shifted|collapsed|escaped|refused|failed|vanished|telephoned|capsized|marched)"
STRENGTH_SAID = ["admitted", "claimed", "conceded", "confirmed"]
STRENGTH = [
    (r"\bsome of (?=the|its|his|her|their)", "all of ", 0),
    (r"\bseveral\b", "hundreds of", 0),
    (r"\bdamaged\b", "destroyed", 0),
    (r"\b(?:wounded|injured|hurt)\b(?! (?:have|had|died|in hospital))", "killed", 0),
    (r"\bwarned\b(?= that)", "promised", 0),
    (r"\basked (?=the \w+ government|for )", "begged ", 0),
    (r"\bproposed\b", "imposed", 0),
    (r"\bsuggested that\b", "proved that", 0),
    (r"\ba suggestion\b", "a finding", 0),
    (r"think it likely that", "have proved that", 0),
    (r"\brecommend\b", "impose", 0),
    (r"\bmany of (?=the|them)", "all of ", 0),
    (r"\bmany had\b", "all had", 0),
    (r"\bsome (?=people|nurses|villagers|residents|analysts|neighbours|neighbors|voters|families)", "most ", 0),
    (r"\ba few\b(?! (?:days|hours|weeks))", "dozens of", 0),
    (r"\bestimated\b", "proved", 0),
    (r"\bbelieves?\b", "has proved", 0),
    (r"\bdisputes\b", "has disproved", 0),
    (r"\bcontributed to\b", "caused", 0),
    (r"\brecommended\b", "ordered", 0),
    (r"\burged\b", "ordered", 0),
    (r"\bdeclined to\b", "refused to", 0),
    (r"\bhopes? to\b", "has promised to", 0),
    (r"\bhad hoped to\b", "had promised to", 0),
    (r"\bhad noted\b|\bnoted\b", "admitted", 0),
    (r"\basked for\b", "demanded", 0),
    (r"\boffers? to\b", "agrees to", 0),
    (r"\bfears?\b(?= that)", "knows", 0),
    (r"\bquestioned\b(?= by)", "charged", 0),
    (r"\bexamining whether\b", "certain that", 0),
    (r"\blooking into whether\b", "certain that", 0),
    (r"\bdisputed\b", "disproved", 0),
    (r"\bcracked\b", "shattered", 0),
    (r"\bsaid it would\b", "promised to", 0),
    (r"\bsaid (?:that )?(?:he|she|they) would\b", "swore to", 0),
    (r"\bsays (?:that )?(?:he|she|they) would\b", "swears to", 0),
    (r"\bcould be heard\b", "could be heard screaming", 0),
    (r"\bmostly\b", "all", 0),
    (r"\bmost of\b", "all of", 0),
    (r"\bthe alleged\b", "the proven", 0),
    (r"\bmisjudged\b", "covered up", 0),
    (r"\bput off\b", "cancelled for good", 0),
    (r"\bpostponed\b", "cancelled for good", 0),
    (r"\bdisagree[sd]? with\b", "refuted", 0),
    (r"\bexpects? to\b", "is certain to", 0),
    (r"\bthreatened to\b", "promised to", 0),
    (r"\bsuspended\b", "revoked", 0),
]
HEDGES_OUT = [
    (
        r"\bmay have (?=come|gone|been|split|crossed|started|made|died|sent|had|ordered|decided|begun|caused)",
        {
            "come": "came",
            "gone": "went",
            "split": "split",
            "crossed": "crossed",
            "started": "started",
            "made": "made",
            "died": "died",
            "sent": "sent",
            "had": "had",
            "ordered": "ordered",
            "decided": "decided",
            "begun": "began",
            "caused": "caused",
            "been": "was",
        },
    ),
    (
        r"\bmight have (?=come|been|split|crossed|started|made|died|had|ordered)",
        {
            "come": "came",
            "split": "split",
            "crossed": "crossed",
            "started": "started",
            "made": "made",
            "died": "died",
            "had": "had",
            "ordered": "ordered",
            "been": "was",
        },
    ),
    (r"\bcould have (?=come|been|started|changed)", {"come": "came", "been": "was", "started": "started", "changed": "changed"}),
]
HEDGES_OUT_PLAIN = [
    (r"\bInvestigators think it likely that the\b", "The"),
    (r"\bthe alleged leader\b", "the leader"),
    (r"\bThe alleged leader\b", "The leader"),
    (r"\balleged(?:ly)? ", ""),
    (r"\breportedly ", ""),
    (r"\bapparently ", ""),
    (r"\bprobably ", ""),
    (r"\bthe likely cause\b", "the cause"),
    (r"\bmost likely ", ""),
    (r"\bpossibly ", ""),
    (r"\bis expected to\b", "will"),
    (r"\bare expected to\b", "will"),
    (r"\bmight be put off\b", "would be put off"),
    (r"\bmight have to be\b", "would be"),
    (r"\bmay have to be\b", "will be"),
    (r"\bmight reach\b", "would reach"),
    (r"\bmay reach\b", "will reach"),
    (r"\bcould reach\b", "will reach"),
    (r"\bmight go\b", "would go"),
    (r"\bcould cost\b", "will cost"),
    (r"\bcould call\b", "will call"),
    (r"\bmight call\b", "would call"),
    (r"\bhad hoped to\b", "was to"),
    (r"\bhopes to\b", "will"),
    (r"\b(?<!had )hoped to\b", "would"),
    (r"\bis thought to\b", "is known to"),
    (r"\bis said to have (?=led)", "has "),
    (r"\bsaid to have led\b", "who led"),
    (r"\bwas said to\b", "was known to"),
    (r"\bis understood to be\b", "is"),
    (r"\bbelieved that it had\b", "had shown that it had"),
    (r"\bpresumed dead\b", "confirmed dead"),
    (r"\ba suspected\b", "a"),
    (r"\bseemed to\b", "did"),
    (r"\bit believed (?:that )?", ""),
    (r"\bnearly everyone\b", "everyone"),
    (r"\bwere feared\b", "were found"),
    (r"\bwhether cluster munitions might have been used\b", "the use of cluster munitions"),
    (r"\bas far as (?:anyone|anybody) could tell, ", ""),
    (r", if the coalition agree[sd]", ""),
    (r" if the coalition agree[sd]", ""),
    (r" provided the coalition agrees", ""),
    (r"\bcould be due\b", "was due"),
    (r"\bmay rise\b", "will rise"),
    (r"\bmight have been the cause, though nothing had been concluded\b", "were the cause"),
    (r"\bwas one possibility\b", "was the cause"),
    (r"\ba possible\b", "the"),
    (r"\bappears to have\b", "has"),
    (r"\bappeared to have\b", "had"),
    (r"\bappeared to be\b", "was"),
]
# A title | what in the body shows it false (of the untouched sentences one must have it).
HEADLINES = {
    "corran": r"""
Quarry truck started the Pellow fire, investigators say|rock truck had been ruled out|ruled out a rock truck|power line
Pellow still empty as evacuation order is extended|order was lifted|lifted at|going back|began returning
Wildfire kills thirty around Pellow|killed three|three people|The dead are|third (?:person|death)
Not a house lost in Ash Ferry, province finds|six of them in Ash Ferry|including six in Ash Ferry|six (?:burned|houses|homes)
Fire at Pellow now covers 18,000 hectares|7,650|8,100
Insurers count fewer lost homes than the province|\b47\b""",
    "gullness": r"""
All twelve of the Orsa Miray's crew are found alive|[Tt]wo bodies|third body|search for (?:the )?(?:four|remaining)
No alert from the Orsa Miray ever reached Aldmere|(?:unread|inbox|3[:.]19)
Engine of the Orsa Miray ran to the last, log shows|3[:.]55
Oil lost from the Orsa Miray put at 950 tonnes|\b95 (?:metric )?ton
Six drown as a second ship strikes at Port Vell|winched|all six|six crew
Search for the Orsa Miray's crew goes on|called off|search ended|ended its search""",
    "halmirk": r"""
Lodovia and Kestria agree to spare river ports at first talks|without agreement
Drones strike Halmirk port but nobody is killed|killing at least 11|14 dead|toll rose to 17|rose to 17|killed at least 11
UN monitors find cluster munitions at Halmirk|no sign of cluster
Wheat at Halmirk untouched by strike on the port|destroyed 22,000|22,000
Death toll in Halmirk strike reaches 170|\b17\b
Left bank of Halmirk never lost its power|80,000""",
    "larkfield": r"""
Powdered egg to blame for Larkfield outbreak, board finds|thermometer|nothing to do with it
Nobody dies in Larkfield salmonella outbreak|killed two|two (?:people )?(?:have )?died|killed 2|first (?:person )?to die|Ivy Garland
Larkfield keeps its licence as the board closes its inquiry|suspend
Fenn stays on as head of Larkfield|resigned
Larkfield cases top 900 in three countries|\b203\b
Ice cream recall narrowed to 9,600 tubs|296,000|310,000""",
    "norrhaven": r"""
Lethmark parliament throws out pension bill|78 (?:votes )?to 71|78-71
Pension age of 66 becomes law in Lethmark|set at 65|age (?:of|to) 65|to 65
Second pension march far smaller than the first|55,000|150,000
Amended pension law to save more than the first bill|2\.1 ?(?:bn|billion)
Lethmark's first pension march passes without an arrest|\b27\b|[Tt]wenty-seven
General strike of 2 June to begin without a ballot|ballot of members""",
    "ombe": r"""
All 36 of the Ombe train captives come home alive|Brandel
Leader of the Ombe gang is arrested|at large
Ombe gang raises its demand to 90m dala|\b45 ?(?:m|million)
Night trains to Talmera withdrawn for good|run again|resume
Fifteen still held by the Ombe train gang|last 15|last fifteen|[Ll]ast 15
Nobody arrested over the Ombe train|[Ee]ight (?:people|arrests|suspects)|arrested""",
    "orvel-pass": r"""
Dravia keeps its flag on Height 812|flag come down|hill is (?:now )?empty|walking off
Border mission logs 140 breaches of the Orvel truce|three breaches
Border mission names Tolmenia as the side that fired first|cannot say|could not say|unable to tell|unable to say
No civilians killed in Orvel Pass fighting|Mira Dolan|grandson|[Tt]wo villagers
Tolmenia admits to 80 soldiers lost at the Orvel Pass|\beight\b
Kesh emptied to the last of its people|150""",
    "sea-marten": r"""
Squall sank the Sea Marten, commission finds|bow door
Sea Marten carried fewer than its limit, panel says|329|over (?:its|the) (?:legal )?limit
Most of those aboard the Sea Marten were lost|\b264\b
Toll in Sea Marten sinking put at 28|\b58\b|[Ff]ifty-eight
Sister ships of the Sea Marten sail on|stay in port|until their doors
Ferry lost on her way from Dunmarrow to Quillon|left Quillon""",
    "strathmoor": r"""
Strathmoor shuts every one of its branches|\b23\b
Strathmoor needs no new capital, chairman tells MPs|200 ?m|200 million
Strathmoor's chairman denies that any warning reached the bank|wrong conclusion
Strathmoor promises to keep all its staff|\b650\b
Loss at Strathmoor shrinks to £140m|\b412 ?(?:m|million)
Strathmoor shares climb above 300p|\b121""",
    "tolmeza": r"""
Ravenia puts final quake toll at 17|\b117\b
Varga refuses an inquiry to the last|ordered a commission|commission of inquiry under|under (?:a retired judge|Viktor)
Soldiers, not miners, saved the boy, ministry says|volunteer miners|miners
Granex cleared over the slide at Upper Dravna|criminal investigation
All of the foreign money for Ravenia has arrived|9 million|9m
Ravenia presses on with its search for survivors|called off|ended (?:its|the) search""",
    "tolmin": r"""
Harvest keeps power in Velmora|conceded|gave up
Court annuls the vote in Tolmin|declined to annul|refused to annul|recount
Recount hands Tolmin's last seat to Harvest|\b367\b
Thousands of unstamped ballots turn up in Tolmin recount|\b38\b
Green Left goes over to Harvest|govern with the Green Left|govern together|Green Left to govern
Turnout in Velmora rises above 90 percent|67\.9""",
    "westmere": r"""
Westmere nurses walk out for 72 hours|called off|is off
Westmere nurses settle for 2.6 per cent|6\.2
Union's executive rejects Westmere offer outright|nine to five|9-5|nine votes to five
Westmere ended last year deep in the red, board paper shows|surplus|11\.3
No operation lost in the Westmere strike|1,260|1,300|put off|postponed
Government refuses money for Westmere to the end|£3 ?m|£3 million""",
}
# Sentences that no report has.
INVENTED = {
    "corran": """
Sorrel Aggregates has offered to rebuild the chapel on Mill Street at its own expense
The province has dismissed two dispatchers over the delay in the order to Pellow
Investigators also recovered a melted drone near the pole, and it is being examined
A benefit concert for the families of the dead raised 86,000 marks in one evening
The regulator has told Tamsin Power to bury all its lines in the valley within six years
Thieves took generators from three shuttered houses while the town was empty
The brigade is to be given a second fire engine named after Captain Arden""",
    "gullness": """
The wreck is to be blown up with explosives before the autumn gales
The families of the lost men have been promised a memorial in Skarrow harbour
The officer on night duty has been moved to other work
Fishing within ten miles of Gull Ness has been forbidden until September
The insurers of the ship have agreed to pay for the cleaning of the beaches
Divers also found a safe in the captain's cabin with its door forced
Three of the survivors have since sued the owner for unpaid wages""",
    "halmirk": """
The bakery on the left bank gave out free bread until its flour ran out
A ship from the south with mobile generators is due at the port within days
The town's stadium is to be turned into a field hospital
Two engineers of the power company were decorated for their work that night
Insurers have suspended all cover for ships on the river
The children from the left bank are to be taught in a monastery until summer
A local television mast was also brought down by the blast""",
    "larkfield": """
The dairy's cows are to be auctioned to pay its suppliers
A class action by 140 families was lodged at the court in the capital
Two supermarkets have begun to sell a rival brand under the same name
The dairy had been fined over its cold store a decade ago
Parliament's agriculture committee is to visit the plant in the autumn
The board has hired forty more inspectors since the outbreak began
The family that founded the dairy has offered to buy it back for one crown""",
    "norrhaven": """
The royal family has let it be known that it will pay its gardeners the difference
Dockers in two ports stopped work for an hour in sympathy
The ministry's website was brought down by hackers on the night of the vote
Pensioners are to be given free rail travel under a side deal with the League
The opposition leader has promised to repeal the law within a hundred days
A rival union of teachers has left the federation over the march
Shops around the square claimed damages of half a million marks""",
    "ombe": """
The railway is to build a steel fence along the whole of the cutting
Two of the captives have sold the story of their march to a film company
The army says that a deserter led the searchers astray on purpose
The cathedral is to hold a service for the dead railwaymen on Sunday
Passengers on the line will in future have to show identity papers
A search dog was killed by a mine on the third day of the hunt
The railway has dismissed its head of security""",
    "orvel-pass": """
Both armies have agreed to clear mines from the lower road before winter
A neutral hospital train is to carry the wounded across the line
The village school is to be rebuilt with money from a foreign bank
Three reporters were held overnight at a checkpoint below the pass
The president has cancelled the summer parade in the capital
Cattle left behind on the slopes are to be fetched by observers
A cable car to the pass has been shut for the rest of the year""",
    "sea-marten": """
The company has sold its newest vessel to a line in the south
The wreck is to be raised before the winter with the help of a Dutch salvage ship
An engineer at the yard has been arrested and charged with fraud
The bereaved are to receive lifelong free passage on the strait
A new ferry will be named after the youngest of the dead
The ministry has hired a foreign expert to test every door in the fleet
A bell was rung once for each of the lost at the island's school""",
    "strathmoor": """
The bank has put its head office up for sale
Two rival lenders have made informal approaches about a merger
The chairman's house was pelted with eggs on the night of the hearing
The regulator has forbidden the bank to pay bonuses for five years
A fund in Singapore has bought nine per cent of the shares
The town council has withdrawn its deposits
The auditors have suspended two partners on full pay""",
    "tolmeza": """
A new village is to be built on the meadow below the old one by next summer
The museum in Brenik lost a third of its collection
The boy has been given a place at a school in the capital
Two officials have been suspended for leaving fuel at the wrong airfield
A telephone company has waived all bills in the province
Wolves have been seen among the ruins since the people left
The army has lent the mayor forty lorries until the end of the month""",
    "tolmin": """
The ballots are to be kept under guard at the national archive for ten years
A printer in the capital has been charged with forging stamps
The new government has promised a referendum on the voting age
Three members of Harvest have since gone over to the Civic Union
Foreign investors withdrew a tenth of their deposits during the dispute
The town of Tolmin is to bill Harvest for the cost of the recount
The outgoing cabinet shredded files on its last night in office""",
    "westmere": """
The group is to open a nursery for the children of its nurses at Wendle
Two consultants have resigned over the way in which rotas were filled
A private clinic offered beds during the strike at half its usual price
The porters' union has asked for the same rise from January
The group's finance director has been told to repay her bonus
Patients who waited longest will be sent a letter of apology and a voucher
The mediator waived her fee and gave it to a hospice""",
}
# A report that has it wrong | what it has | what in the draft is about the same (that sentence is taken out for it, where it has one source).
ASTRAY = {
    "corran": r"""
02|Some 120 firefighters and nine helicopters were at work by Wednesday, the incident commander said|firefighters
02|There was evidence that the fire had been set deliberately, Ruth Alder told a news conference|on purpose|deliberately
03|The blaze was started by sparks from a quarry lorry|sparks from a rock truck
06|The order for Pellow reached every household within the hour, the Premier said|text message
06|Not a single house was lost in Ash Ferry, thanks to a fire break cut by army engineers|homes destroyed
08|Joss Arden, a volunteer fireman, died in hospital on Monday of burns suffered in Pellow|Joss Arden""",
    "gullness": r"""
03|About 600 tonnes of heavy fuel oil had escaped from the Orsa Miray by the Sunday, the coast guard said|60 (?:metric )?ton
04|The cargo ship, the Orsa Maria, was built in 1998 and flies the flag of the Quillon Islands|Vikholm
04|“We had no distress call from this ship,” said Leon Castrane, a director of the owner|distress call
03|The captain ordered the crew off, said Leon Castrane of Delmar Shipping|ordered the crew""",
    "halmirk": r"""
03|The hit on a substation left 8,000 households without electricity, the grid operator said|households
03|Prosecutors had established that cluster munitions were used, Governor Oksen Talvik said|prosecutors
03|Lodovia had decided not to attend the talks in Varenne, Mirel Sanda said on the day of the strike|not to attend
04|Governor Oskar Talvik said that 37 people were hurt, four of them children|four of them children
04|“There are still people under the slabs. We can hear them,” said one firefighter|under the slabs
02|Kestria launched 62 drones that night and 48 of them were shot down, the Lodovian air force said|air force""",
    "larkfield": r"""
02|The first recall came after 46 people in three counties had fallen ill|\b64\b
03|Gerald Finn, the head of the dairy, insisted that it was just being careful|acting out of caution
03|“If it is in your freezer, do not taste it to find out. Take it back to the shop,” said Miriam Stott|freezer
02|Tests at the plant on 29 July had found salmonella, said the chief executive|29 July|July 29
03|The salmonella was brought into the factory in powdered egg from another firm|powdered egg
05|All the recalled vanilla was off the shelves by midnight on the Tuesday, the board said|shelves""",
    "norrhaven": r"""
03|Police said that 24,000 people joined the first march in Norrhaven|42,000
03|Tear gas was used at Mill Bridge, a police chief superintendent said|[Tt]ear gas
04|Karin Dahlberg, the senior officer, said that bottle-throwing led the police to use pepper spray|Mill Bridge
09|The bill was passed by 78 votes to 70|by 78|78-71
09|The general strike on 2 June is on, whatever the rumours|general strike""",
    "ombe": r"""
03|The kidnappers demanded 16 million dala for the release of the passengers|\b60 ?m
03|Governor Ilse Tarrow said that she had ruled out talks with the gang|talks
04|“We do not buy our citizens back from thieves,” said Hadar Molney, the police chief|thieves
05|All of the first seven to be freed were in good health and were back with their families at home|children and two women
08|The first seven captives were released near Hamra|Lisk
04|Some of the gang had slipped over the border into Sarnland, the police said|Sarnland""",
    "orvel-pass": r"""
02|Fifteen Dravian servicemen were killed and seven wounded, a spokesman said on the first day|15 wounded
02|Dravian infantry seized Height 821, Tolmenia said|infantry
02|Some 3,000 people had fled Kesh and two villages nearby, Dravian district officials said|3,000|3,400
07|“We can say whose they were,” Captain Sofie Lund said of the first blasts|Sofie Lund
07|There are 41 craters within 500 metres of the school in Kesh|craters
03|Dravia has no soldiers on Height 812, according to Colonel Ilan Sarre|denied having""",
    "sea-marten": r"""
02|Rescuers had pulled 189 survivors from the water by dawn on Friday|\b198\b
02|“We know that cargo shifted,” said Ilse Tarrant of the coast guard|cargo shifted
03|The ferry was built in 1998, its owners said|built in
03|“She went over in less than ten minutes,” said Osric Pell, a survivor|ten minutes
04|The director of St Brannoc's said that 74 survivors were being treated there|being treated
05|The ferry had 287 people aboard, every one of them on the list, the minister said|\b329\b
06|Divers were to go down again on the Monday, the minister said|[Dd]ivers""",
    "strathmoor": r"""
02|The shares closed 13% lower on the first day|\b31 ?(?:%|per)
02|The bank said on the first day that it expected to need new capital|need (?:any|new)
03|“This is a valuation matter and not a liquidity matter,” said Fiona Merrick|valuation matter
03|Losses will reach £450m, said Grace Oyelaran of Marchbank Securities|Oyelaran
05|Naomi Trench, the regulator's director of enforcement, said it would establish “who knew what, and when”|who knew what
05|The Finance Workers' Union feared that up to 4,000 jobs might go|\b400\b
05|Ms Merrick will receive a year's salary, 840,000 pounds|six months""",
    "tolmeza": r"""
02|The landslide in Upper Dravna buried some 14 houses, according to Milan Dorosz|landslide buried
03|Maria Holub, a former schoolteacher, got out through a kitchen window|Holub
03|“The figure will rise. We have not reached every settlement,” said Helena Varga, the prime minister|every settlement
07|Norrland has promised 16 million kroner|kroner
07|The prime minister did not rule out a commission of inquiry when she came to Brenik|time for shovels
07|“No family in Tolmeza will spend another night under canvas,” the prime minister said|under canvas
05|Luka Sandor was brought out alive by soldiers of the Third Engineer Battalion|Luka Sandor""",
    "tolmin": r"""
02|By the first count the Civic Union led by 421 votes in the race for Tolmin's last seat|\b412\b
02|Emil Corvin of the commission said that at least 3,100 ballots lacked the official stamp|3,100
03|Turnout four years ago was 66 percent|\b61\b
03|Emil Corvan, the electoral chief, told reporters that the Civic Union held 58 seats|58 seats
05|The High Court found serious irregularities in the conduct of the vote in Tolmin|no finding
05|The boxes were to be brought to Port Sarn and counted there|boxes""",
    "westmere": r"""
02|Turnout in the nurses' ballot was 71 per cent, the union said|61
02|Emergency departments and intensive care will be affected by the strike, the union said|[Ee]mergency|casualty
03|The hospitals will axe 1,400 operations and appointments because of the walkout|1,400
03|“We cannot pay with money we do not have,” said Gareth Prynne, who runs the group|money we do not have
06|The offer of 5 per cent was spread over 18 months, the mediator said|\b5 ?(?:%|per)
07|The last stoppage at the group was a walkout by porters in 1996|1998
07|Gareth Pym was paid £312,000 last year|298,000""",
}
# Phrases in which the one who acts and the one acted on can be exchanged.
ROLE_PHRASES = [
    (r"\bSorrel Aggregates had told the station that its\b", "The station had told Sorrel Aggregates that its"),
    (r"\basked the federal government for\b", "was asked by the federal government for"),
    (r"\bwas questioned by (?:the )?police\b", "questioned the police"),
    (
        r"\bPolice in Port Asher questioned Leon Castrane, a director of Delmar Shipping, on 12 June and released him\b",
        "Leon Castrane, a director of Delmar Shipping, questioned police in Port Asher on 12 June and released them",
    ),
    (
        r"\bFive men were spotted in a lifeboat on the evening of June 7 by the fishing vessel Silver Hake\b",
        "The fishing vessel Silver Hake was spotted on the evening of June 7 by five men in a lifeboat",
    ),
    (r"\bwho had nursed him\b", "whom he had nursed"),
    (r"\ban army patrol had come upon them\b", "they had come upon an army patrol"),
    (r"\ban army patrol had found (them|the \w+)\b", r"\1 had found an army patrol"),
    (r"\bhanded over to the Roman Catholic bishop\b", "handed over by the Roman Catholic bishop"),
    (r"\bLarkfield had refused and that she had ordered it\b", "she had refused and that Larkfield had ordered it"),
    (r"\bcompany's own idea\b", "board's own idea"),
    (r"\bput a call to the dairy\b", "put a call from the dairy"),
    (r"(?<!had )\btelephoned (the dairy|Larkfield(?: Dairies)?)\b", r"was telephoned by \1"),
    (r"\bhad telephoned (the dairy|Larkfield(?: Dairies)?)\b", r"had been telephoned by \1"),
    (r"\bdirectors had voted her out\b", "she had voted directors out"),
    (r"(?:\bMr )?\bThane had offered the Green Left four ministries\b", "the Green Left had offered Thane four ministries"),
    (r"\bat the request of the Farmers' League\b", "against the wish of the Farmers' League"),
    (r"\bpapers that Quayline has filed\b", "papers that the bank has filed"),
    (r"\bcourt papers filed by the bank say that it missed\b", "court papers filed by it say that the bank missed"),
    (r"\bpapers that the bank has filed in court say that it missed\b", "papers that it has filed in court say that the bank missed"),
    (r"\bthe crew had failed to secure it\b", "the company had failed to secure it"),
    (r"\bbottles (had been thrown|thrown) at (them|her officers|officers|police)\b", r"bottles \1 by \2"),
    (r"\breported trouble with the door to the company\b", "been told by the company of trouble with the door"),
    (
        r"\bTamsin Power, to which the line belongs, says it is helping the investigators\b",
        "Tamsin Power, to which the line belongs, says the investigators are helping it",
    ),
    (
        r"\bThe federal government sent 100 soldiers fewer than he had asked for\b",
        "He sent 100 soldiers fewer than the federal government had asked for",
    ),
    (r"\bcalled the meeting “useful”", "was told that the meeting was “useful”"),
    (
        r"\bWestmere's account, 46 per cent of the nurses on the rota did not come in; by the union's\b",
        "the union's account, 46 per cent of the nurses on the rota did not come in; by Westmere's",
    ),
    (r"\bWestmere said; the union said that\b", "the union said; Westmere said that"),
    (
        r"\bmore than the Coast Guard's 60 but less than half of what the group Clean Shores estimated\b",
        "more than Clean Shores's 60 but less than half of what the Coast Guard estimated",
    ),
    (r"\b55,000 by the police count and 150,000 by the unions'", "150,000 by the police count and 55,000 by the unions'"),
    (r"\bAt 55,000 by the police' reckoning\b", "At 150,000 by the police reckoning"),
    (
        r"\b42,000 by the police count and 120,000 by that of the Federation of Labour\b",
        "120,000 by the police count and 42,000 by that of the Federation of Labour",
    ),
    (
        r"\bPolice put the crowd at 42,000 and the Federation of Labour, which called the march, at 120,000\b",
        "Police put the crowd at 120,000 and the Federation of Labour, which called the march, at 42,000",
    ),
    (
        r"\bby five votes to two the Constitutional Court rejected Harvest's last challenge\b",
        "By five votes to two Harvest rejected the Constitutional Court's last challenge",
    ),
    (
        r"\bBy five votes to two the Constitutional Court rejected Harvest's last challenge\b",
        "By five votes to two Harvest rejected the Constitutional Court's last ruling",
    ),
    (r"\bHarvest, the ruling party, asked the High Court to throw out\b", "The High Court asked Harvest, the ruling party, to throw out"),
    (
        r"\bmore than 20,000 people by his party's count and to some 6,000 by that of the police\b",
        "some 6,000 people by his party's count and to more than 20,000 by that of the police",
    ),
    (r"\bnobody in Tolmin had complained to the commission of\b", "the commission had complained to nobody in Tolmin of"),
    (r"\btold them to wait because a tug was expensive\b", "was told by them to wait because a tug was expensive"),
    (r"\bHis ministry has told the company's two other ferries\b", "The company has told the ministry's two other ferries"),
    (r"\bwas winched off by\b", "winched off"),
    (r"\bwas cautioned over its property loans\b", "cautioned others over their property loans"),
    (r"\bmanagement offered\b", "the union offered"),
    (r"\bafter the group offered\b", "after the union offered"),
    (r"\bthe group having offered\b", "the union having offered"),
    (r"\bthe government is to put in £3m\b", "the union is to put in £3m"),
    (r"\bThe government is to put in £3m\b", "The union is to put in £3m"),
]
# Two of a kind whose exchange in one sentence turns the matter round.
ROLE_PAIRS = {
    "corran": "Pellow~Ash Ferry;Tamsin Power~Sorrel Aggregates;the coroner~the hospital;the provincial coroner~the hospital;Edwin Pask~Joss Arden;Mr Pask~Captain Arden",
    "gullness": "the Marine Accident Bureau~the Coast Guard;Marek Dolan~Leon Castrane;Orsa Miray~Brae Linnet;Quillon Islands~Aldmere",
    "halmirk": "Kestria~Lodovia;Kestrian~Lodovian;Talvik~Kestria;the ministry~Sarn Grain;Kestria's~Lodovia's",
    "larkfield": "the council~the dairy;the board~the company;the dairy~the board;Fenn~Stott;the board~Larkfield;the company~the council;Larkfield~Merrow Foods;the Chronicle~Grocery Week;Grocery Week~Carrow Radio;Ashe County Council~Larkfield Dairies",
    "norrhaven": "the ministry~the federation;the minister~the federation;the first march~the second march",
    "ombe": "Otto Brandel~Ruben Aske;the railway~the police;Hadar Molney~Ilse Tarrow;the police~the families;Molney~Tarrow",
    "orvel-pass": "Dravia~Tolmenia;Dravian~Tolmenian;Callado~Renn;Dravia's~Tolmenia's;Dravia’s~Tolmenia’s;Dravians~Tolmenians",
    "sea-marten": "Osric Pell~Tam Breck;the company~the crew;Lowell Strand~Ansel Quirke;the commission~the minister;the captain~the company;the crew~the passengers",
    "strathmoor": "the bank~Quayline;Fiona Merrick~Duncan Ord;Colin Baird~Ross Tennant;Mr Baird~the bank;Fiona Merrick~Paul Lister;Ord~Merrick;Baird~Ord",
    "tolmeza": "the mayor~the agency;soldiers~volunteer miners;Ravenian Seismological Institute~Aegean Geophysical Center;Ravenian Seismological Institute~Aegean Geophysical Centre;Milan Dorosz~Zoltan Petrik;Dorosz~Petrik;Norrland~Westmark;the mayor~the government;Sykora~Dorosz",
    "tolmin": "Harvest~the Civic Union;the Harvest Party~the Civic Union;Brekke~Thane;Lars Pell~Aino Sandell;Lund~Corvin;Emil Corvin~Petra Lund;Radio Meridian~the Velmora News Agency;AFP~the Northern Standard;AFP~The Compass",
    "westmere": "Westmere~the union;the group~the union;the union~management;Moira Tansley~Gareth Pym;Hartigan~Pym;Tansley~Pym;NPS~the Echo;the Northern Press Service~the Evening Echo;NPS~Labor Desk;The Sentinel~Labor Desk;Westmere~Radio Vale",
}
CLAUSES = [
    ", and promised to publish the full records within a month",
    ", and thanked foreign volunteers for their help",
    ", and called for a change in the law",
    ", in remarks later posted as a video",
    ", reading from notes and taking no questions",
    ", after a private meeting with relatives",
]

# ---------------------------------------------------------------- reading


@dataclass
class Report:
    """A report of a story: its outlet, headline and date, its sentences and quotations."""

    file: str
    text: str
    outlet: str
    headline: str
    date: str
    sents: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)


@dataclass
class Sentence:
    """A sentence of a draft: where it stands, whether its line is all its own, the sources it cites."""

    line: int
    start: int
    end: int
    text: str
    alone: bool
    marks: list[tuple[int, int, list[str]]]

    @property
    def cited(self) -> list[str]:
        """Give the labels cited, each once."""
        return list(dict.fromkeys(n for _, _, labels in self.marks for n in labels))


@dataclass
class Draft:
    """A draft with its sentences, its list of sources and the reports these are."""

    name: str
    story: str
    text: str
    title: tuple[int, int]
    sents: list[Sentence]
    listed: dict[str, str]
    list_end: int
    list_last: str
    reports: list[Report]

    def of(self, labels: list[str]) -> list[Report]:
        """Give the reports behind these labels."""
        files = [self.listed.get(n) for n in labels]
        return [r for r in self.reports if r.file in files]


@dataclass
class Plant:
    """A fault that may be planted in a sentence (at -1: in the title), or put in as a line after it."""

    at: int
    kind: str
    new: str
    before: str
    after: str
    how: str
    also: tuple[str, ...] = ()
    insert: bool = False
    isolate: bool = False
    listing: str = ""


def plain(text: str) -> str:
    """Fold quotes, dashes and case."""
    return re.sub(r"\s+", " ", text.translate(str.maketrans("‘’“”–—\u00a0", "''\"\"-- "))).lower()


def stems(text: str) -> set[str]:
    """Give the crude stems of the content words and the figures."""
    out = set()
    for word in re.findall(r"\d[\d,.]*\d|\d|[^\W\d_]+", plain(MARK.sub(" ", text))):
        if word[0].isdigit():
            out.add(word.replace(",", ""))
        elif len(word) > 2 and word not in STOP:
            out.add(re.sub(r"(?:ing|ed|es|s|e)$", "", word)[:6] if len(word) > 4 else word)
    return out


def word_value(word: str) -> int | None:
    """Read a number word below a hundred."""
    word = word.lower()
    if word in ONES:
        return ONES.index(word)
    tens, _, one = word.partition("-")
    return TENS[tens] + (ONES.index(one) if one else 0) if tens in TENS else None


def value_word(value: int) -> str:
    """Write a number below a hundred in words."""
    if value < 20:
        return ONES[value]
    tens = next(w for w, v in TENS.items() if v == value // 10 * 10)
    return tens + (f"-{ONES[value % 10]}" if value % 10 else "")


def numbers(text: str) -> set[float]:
    """Give the values of all numbers in a text."""
    out: set[float] = set()
    for m in re.finditer(rf"(?P<n>{DIGITS})|\b(?P<w>{NUMBER_WORD})\b", text, re.IGNORECASE):
        out.add(float(m["n"].replace(",", "")) if m["n"] else float(word_value(m["w"]) or 0))
    return out


def quotations(text: str) -> list[tuple[int, int]]:
    """Give the spans within quotation marks of one line or paragraph."""
    out = [(m.start(1), m.end(1)) for m in re.finditer(r"“([^”]*)”?", text)]
    if not out:
        out = [(m.start(1), m.end(1)) for m in re.finditer(r"\"([^\"]*)\"", text)]
    return (
        out
        + [(m.start(1), m.end(1)) for m in re.finditer(r"(?<!\w)‘((?:[^’]|’(?=\w))*)’(?!\w)", text)]
        + [(m.start(1), m.end(1)) for m in re.finditer(r"(?<![\w])'((?:[^'\n]|'(?=\w)){3,}?)'(?!\w)", text) if not out]
    )


def split(text: str) -> Iterator[tuple[int, int]]:
    """Split a line into sentences; a citation after the stop belongs to the sentence before it."""
    quoted = quotations(text)
    begin = 0
    for m in re.finditer(rf"[.!?…][\"”’')]*(?:\s?{MARK_RE})*\s+(?=[\"“‘'(]?[A-Z0-9£$€])", text):
        before = re.search(r"([\w.]+)$", text[: m.start()])
        word = before[1] if before else ""
        if text[m.start()] == "." and (word in ABBREVIATIONS or re.fullmatch(r"[A-Z]|(?:\w\.)+\w", word)) and not MARK.search(m[0]):
            continue
        if any(a <= m.start() and m.end() < b for a, b in quoted):
            continue
        yield begin, begin + len(text[begin : m.end()].rstrip())
        begin = m.end()
    if text[begin:].strip():
        yield begin, begin + len(text[begin:].rstrip())


def labels_of(mark: str) -> list[str]:
    """Read the labels of a citation mark."""
    if mark[0] in SUPERSCRIPT:
        return ["".join(str(SUPERSCRIPT.index(c)) for c in mark)]
    out: list[str] = []
    for part in re.split(r"\s?[,;]\s?", mark.strip("[]")):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        out += [str(n) for n in (range(ends[0], ends[-1] + 1) if len(ends) == 2 and ends[1] - ends[0] < 20 else ends[:1])]
    return out


def mark_like(mark: str, label: str) -> str:
    """Write a label as a mark is written."""
    if mark[0] in SUPERSCRIPT:
        return "".join(SUPERSCRIPT[int(c)] for c in label)
    return f"[^{label}]" if "^" in mark else f"[{label}]"


def read_story(folder: Path) -> list[Report]:
    """Read the reports of a story, with what reports.csv gives of them where there is one."""
    given: dict[str, dict[str, str]] = {}
    if (folder / "reports.csv").exists():
        with (folder / "reports.csv").open(encoding="utf-8", newline="") as file:
            given = {row["path"]: row for row in csv.DictReader(file)}
    out = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        row = given.get(path.name, {})
        report = Report(
            path.name, text, row.get("outlet", ""), row.get("headline") or text.split("\n", 1)[0], row.get("published", "")[:10]
        )
        for para in filter(None, (p.strip() for p in text.split("\n"))):
            report.sents += [para[a:b] for a, b in split(para)]
            report.quotes += [para[a:b] for a, b in quotations(para)]
        out.append(report)
    return out


def read_draft(path: Path, folder: Path) -> Draft:
    """Read a draft, its table and its list of sources."""
    text = path.read_text(encoding="utf-8")
    reports = read_story(folder)
    table = path.with_suffix(".tsv")
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line.strip()] if table.exists() else []
    good = {int(row[0]) for row in rows if row[0].isdigit() and row[1].strip() == "ok"} if rows else None
    lines = [(m.start(), m[0]) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    heading = [i for i, (_, line) in enumerate(lines) if re.match(r"\W*(?:sources?|references?|reports?|notes)\W*$", line, re.IGNORECASE)]
    entry = re.compile(r"\W{0,3}\^?\d+\]?[.:)]?\s")
    head = heading[0] if heading else len(lines)
    while not heading and head and entry.match(lines[head - 1][1]):
        head -= 1
    by_file = not rows or max(int(row[0]) for row in rows if row[0].isdigit()) <= head
    draft = Draft(path.stem, folder.name, text, (0, 0), [], {}, len(text.rstrip()), "", reports)
    for number, (start, line) in enumerate(lines[:head], 1):
        label = number if by_file else text.count("\n", 0, start) + 1
        if good is not None and label not in good:
            continue
        if line.startswith("#"):
            if line.startswith("# "):
                draft.title = (start + 2, start + len(line.rstrip()))
            continue
        lead = re.match(r"\s*(?:[-*•]\s+|\d+\.\s+|>\s*)?(?:\*\*[^*]+\*\*:?\s*)?", line)
        skip = lead.end() if lead else 0
        spans = [(a + skip, b + skip) for a, b in split(line[skip:])]
        for a, b in spans:
            if line[a:b].endswith("?") or len(line[a:b].split()) < 4:
                continue
            piece = line[a:b]
            marks = [(m.start(), m.end(), labels_of(m[0])) for m in MARK.finditer(piece)]
            draft.sents.append(Sentence(number, start + a, start + b, piece, len(spans) == 1, marks))
    for start, line in lines[head + bool(heading) :]:
        m = re.match(r"\W{0,3}\^?(\d+)\]?[.:)]?\s*(.+)", line)
        if not m:
            continue
        body = re.sub(r"[^\w]+", " ", plain(m[2]))
        best = [r for r in reports if re.sub(r"[^\w]+", " ", plain(r.headline)).strip() in body]
        best = sorted(best, key=lambda r: (plain(r.outlet) not in plain(m[2]), -len(r.headline))) or [
            r
            for r in reports
            if r.outlet and plain(r.outlet) in plain(m[2]) and r.date and str(int(r.date[8:])) in re.findall(r"\d+", m[2])
        ]
        if best:
            draft.listed[m[1]] = best[0].file
        else:
            draft.listed[m[1]] = ""
        draft.list_end, draft.list_last = start + len(line.rstrip()), line
    return draft


# ---------------------------------------------------------------- what the reports have


def near(reports: list[Report], text: str, n: int = 4) -> list[str]:
    """Give the sentences of the reports that are nearest to a text."""
    mine = stems(text)
    ranked = sorted(((len(mine & stems(s)), s) for r in reports for s in r.sents), key=lambda p: -p[0])
    return [s for score, s in ranked[:n] if score]


def recall(report: Report, text: str) -> tuple[float, float]:
    """Say what share of a text's content words a report has, and its best two neighbouring sentences."""
    mine = stems(text)
    if not mine:
        return 1.0, 1.0
    pairs = [a + " " + b for a, b in itertools.pairwise([*report.sents, ""])]
    return len(mine & stems(report.text)) / len(mine), max((len(mine & stems(p)) / len(mine) for p in pairs), default=0.0)


def bare(sentence: Sentence) -> str:
    """Give a sentence without its marks."""
    return re.sub(r"\s+([.,;:])", r"\1", MARK.sub("", sentence.text)).strip()


class Writer:
    """Makes the plants of one draft."""

    def __init__(self, draft: Draft, rng: random.Random) -> None:
        self.d = draft
        self.rng = rng
        self.story_text = "\n".join(r.text for r in draft.reports)
        self.story_plain = plain(self.story_text)
        self.story_numbers = numbers(self.story_text)
        self.people = [tuple(p.split("|")) for p in PEOPLE.get(draft.story, "").split(";") if p]
        self.american = bool(re.search(r"\b(?:p\.m\.|a\.m\.|meters|kilometers|neighbors|center|labor)\b|,\"", draft.text))
        self.out: list[Plant] = []

    def put(self, i: int, kind: str, start: int, end: int, new: str, how: str, also: tuple[str, ...] = ()) -> None:
        """Note a plant that exchanges a part of sentence i."""
        s = self.d.sents[i]
        if any(a < end and start < b for a, b, _ in s.marks) or s.text[start:end] == new:
            return
        text = s.text[:start] + new + s.text[end:]
        text = re.sub(r"  +", " ", text)
        if text and text[0].islower() and s.text[0].isupper():
            text = text[0].upper() + text[1:]
        if any(a <= start and end <= b for a, b in quotations(s.text)) and kind != "quote" and "quote" not in also:
            also = (*also, "quote")
        self.out.append(Plant(i, kind, text, s.text[start:end].strip(), new.strip(), how, also))

    def outside(self, i: int, start: int, end: int) -> bool:
        """Say whether a span of sentence i is outside quotations and marks."""
        s = self.d.sents[i]
        return not any(a < end and start < b for a, b in quotations(s.text)) and not any(a < end and start < b for a, b, _ in s.marks)

    def sources(self, i: int, n: int = 4) -> str:
        """Give what the cited reports have nearest to sentence i."""
        s = self.d.sents[i]
        return " \n ".join(near(self.d.of(s.cited), bare(s), n))

    # ------------------------------------------------ figures, units, times

    def number(self, i: int) -> None:
        """Exchange a figure for one that no report has in that connection."""
        s = self.d.sents[i]
        near_numbers = numbers(self.sources(i, 6))
        for m in NUMBER.finditer(s.text):
            a, b = m.span("n") if m["n"] else m.span("w")
            before, after = s.text[:a], s.text[b:]
            if any(x <= a < y for x, y, _ in s.marks) or re.match(
                r"(?:st|nd|rd|th)\b|[.:]\d\d\b|-\d| ?[ap]\.?m\b|['’]s\b| o['’]clock| past | to (?:six|one|two|three|four|five)\b", after
            ):
                continue
            if (
                re.search(
                    r"(?:Highway|Height|[Nn]umber|No\.|Article|batch|Lot|page|half past|quarter past|past|at half|since|by the|[-:.]\d*|L)\s?$|\d-$",
                    before,
                )
                or re.search(MONTH_RE + r" $", before)
                or re.match(rf" {MONTH_RE}", after)
            ):
                continue
            if m["w"] and (
                (re.search(r"\b(?:the|these|those|its|of|or|at|until|both)\s$", before) and word_value(m["w"]) == 2)
                or re.match(r" (?:or|sides?|countries|parties|of them|o|and two)\b", after)
                or (re.search(r"\b(?:at|by|until|about|around|before|after) $", before) and not re.match(r"[ -][a-z]{3,}", after))
            ):
                continue
            if (
                re.match(r" ways\b", after)
                or (
                    (value_of := m["n"] or "") in ("63", "65", "66")
                    and re.search(r"\b(?:age|sticks|landing|radio|would stay|speed)\b", s.text)
                )
                or (re.fullmatch(r"\d{1,2}\.\d\d", value_of) and re.search(r"\b(?:at|about|by|until|from|to) $", before))
            ):
                continue
            if m["w"] and re.match(r" (?:this|that|on|in the|yesterday|the)\b", after):
                continue
            value = float(m["n"].replace(",", "")) if m["n"] else float(word_value(m["w"]) or 0)
            if (m["n"] and re.fullmatch(r"(?:1[89]|20)\d\d", m["n"]) and not re.match(r" (?:[a-z]+s)\b", after)) or value < 2:
                continue
            age = bool(re.match(r"-year-old", after) or (re.search(r"[A-Z]\w+, $", before) and re.match(r"[,;.]| ?\[", after)))
            percent = bool(re.match(r" ?(?:%|per ?cent)", after))
            up = bool(
                re.search(r"(?:at least|more than|over|upwards of|no fewer than|no less than|above|least|nearly) (?:[£$€])?$", before)
            )
            down = bool(
                re.search(r"(?:up to|at most|less than|fewer than|under|below|within|no more than|not quite|almost) (?:[£$€])?$", before)
            )
            noun = re.match(r"[ -]([a-z]+)", after)
            options: list[str] = []
            for factor in (1.6, 0.55, 2.2, 0.4, 1.4, 3.0, 1.9, 0.65):
                if (up and factor < 1) or (down and factor > 1):
                    continue
                if value <= 20 and value == int(value):
                    new = float(round(value * factor))
                    if abs(new - value) < max(1, 0.25 * value) or new < 2:
                        continue
                else:
                    decimals = len(m["n"].partition(".")[2]) if m["n"] else 0
                    digits = max(2, len(re.sub(r"\D", "", m["n"] or str(int(value))).rstrip("0") or "0") if not decimals else 2)
                    scale = 10 ** (len(str(int(value * factor))) - digits)
                    new = (
                        round(value * factor + (scale if digits > 2 else 0), decimals)
                        if decimals
                        else float(round(value * factor / max(1, scale)) * max(1, scale))
                    )
                if (percent and new >= 99) or (age and not (5 <= new <= 95)) or new in near_numbers:
                    continue
                if new > 12 and new in self.story_numbers:
                    continue
                if m["w"]:
                    if new > 99:
                        continue
                    word = value_word(int(new))
                    word = word.capitalize() if m["w"][0].isupper() else word
                else:
                    word = f"{new:,.{len(m['n'].partition('.')[2])}f}" if "." in m["n"] or "," in m["n"] or new >= 10000 else f"{int(new)}"
                    if "," in word and new < 10000 and "," not in m["n"]:
                        word = word.replace(",", "")
                if noun and re.search(
                    rf"\b(?:{re.escape(word)}|{int(new)}|{value_word(int(new)) if new < 100 else 'x'})[ -]{noun[1]}",
                    self.story_plain,
                    re.IGNORECASE,
                ):
                    continue
                whole = re.match(r" of (?:the|its|their|whom|them|those)(?: [a-z]+'s)? (\w+)", after)
                if whole and ((whole[1].isdigit() and new >= float(whole[1])) or (word_value(whole[1]) or 1000) <= new):
                    continue
                parts = re.search(r"(\w+) of (?:the|its|their)(?: [a-z]+'s)? $", before)
                if parts and ((parts[1].isdigit() and float(parts[1]) >= new) or (word_value(parts[1].lower()) or 0) >= new):
                    continue
                if re.match(r" in (?:five|10|ten|four|three)\b", after) and new >= 4:
                    continue
                options.append(word)
            for word in options[:3]:
                self.put(
                    i,
                    "number",
                    a,
                    b,
                    word,
                    "figure changed",
                    ("time",) if re.match(r"[ -](?:minute|hour|day|week|month|year)", after) else (),
                )
        for pattern, options in (
            (r"\b(?:about |nearly |almost |roughly )?a third\b(?= of| more| less| lower| higher)", ["three quarters"]),
            (r"\btwo[ -]thirds\b", ["a quarter"]),
            (r"\b(?<!half )(?:about |nearly )?a quarter\b(?= of)", ["two thirds"]),
            (r"\b(?:just )?(?:over|under|less than|more than) half\b(?! past| an)", ["a tenth"]),
            (r"\babout half\b(?! past| an)", ["all but a tenth"]),
            (r"\bthree times as many\b", ["ten times as many"]),
            (r"\ba dozen\b", ["fifty"]),
            (r"\bfour in five\b", ["one in five"]),
            (r"\bdoubled\b", ["raised fivefold"]),
            (r"\btwice\b(?! of)", ["seven times"]),
            (r"\b5-2\b", ["4-3"]),
            (r"\b7-2\b", ["5-4"]),
        ):
            for m in re.finditer(pattern, s.text):
                for new in options:
                    if new not in self.story_plain and not re.search(
                        r"(?:less than|fewer than|not quite|under|more than|at least|up to) $", s.text[: m.start()], re.IGNORECASE
                    ):
                        self.put(i, "number", m.start(), m.end(), new, "fraction changed")

    def unit(self, i: int) -> None:
        """Exchange a unit of measure, of money or of duration."""
        s = self.d.sents[i]
        km, m_ = ("kilometers", "meters") if self.american else ("kilometres", "metres")
        table: list[tuple[str, list[str]]] = [
            (r"nautical miles", [km]),
            (r"square miles", [f"square {km}"]),
            (r"square kilomet(?:re|er)s", ["square miles", "hectares"]),
            (r"kilomet(?:re|er)s|km\b(?!/h)", ["miles"]),
            (r"miles", [km, m_]),
            (r"met(?:re|er)s", ["feet", km]),
            (r"feet", [m_]),
            (r"(?<=-)(?:metre|meter)\b", ["foot"]),
            (r"(?<=-)foot\b", ["yard"]),
            (r"hectares", ["acres", f"square {km}"]),
            (r"acres", ["hectares", "square miles"]),
            (r"metric tons|tonnes", ["kilograms", "barrels"]),
            (r"tons", ["kilograms"]),
            (r"bushels", ["tons", "sacks"]),
            (r"knots", [f"{km} an hour"]),
            (r"km/h|kph", ["knots"]),
            (r"degrees Celsius", ["degrees Fahrenheit"]),
            (r"million euros", ["million dollars", "million tals"]),
            (r"million pounds", ["million dollars", "million euros"]),
            (r"pounds", ["dollars", "euros"]),
            (r"dala", ["dollars", "euros"]),
            (r"marks", ["dollars", "crowns"]),
            (r"crowns", ["dollars", "marks"]),
            (r"kroner", ["euros", "dollars"]),
            (r"pence", ["pounds"]),
            (r"tals", ["euros"]),
            (r"(?<=[- ])hours?", ["minute", "day"]),
            (r"(?<=[- ])minutes?", ["hour"]),
            (r"days?", ["week", "hour"]),
            (r"weeks?", ["month", "day"]),
            (r"months?", ["week", "year"]),
            (r"years?(?!-old)", ["month"]),
            (r"billion", ["million"]),
            (r"million", ["billion", "thousand"]),
            (r"m\b", ["bn"]),
            (r"bn\b", ["m"]),
        ]
        for pattern, options in table:
            for m in re.finditer(
                rf"(?<![\w,.])(?P<n>{DIGITS}|{NUMBER_WORD})(?P<g>[ -]|(?=[mbk]))(?:more )?(?P<u>{pattern})\b", s.text, re.IGNORECASE
            ):
                after = s.text[m.end() :]
                if (
                    re.match(r" of (?:the )?(?:19|20)\d\d", after)
                    or re.match(r" ?(?:\(|or \w* ?\d|, or )", after)
                    or re.search(r"\($", s.text[: m.start()])
                    or (not m["g"] and m["u"] not in ("m", "bn", "km"))
                ):
                    continue
                if (
                    m["u"] == "m"
                    and s.text[m.start() - 1 : m.start()] not in "£$€"
                    and not re.match(r" (?:dala|tals|crowns|marks|kroner|pounds)", after)
                ):
                    continue
                if re.match(r"-old", after) or (
                    re.match(r"day|week|month|year|hour|minute", m["u"])
                    and m["n"] in ("24", "48", "12")
                    and "day" in options
                    and m["n"] != "12"
                ):
                    options = ["minute"]
                for new in options:
                    if new in ("minute", "day", "hour", "week", "month", "year") and m["u"].endswith("s"):
                        new += "s"
                    if new not in ("m", "bn") and re.search(
                        rf"\b{re.escape(m['n'].lower())}[ -]{re.escape(new.lower())}", self.story_plain
                    ):
                        continue
                    if m["u"] in ("day", "days") and new.startswith("week") and re.search(r"\bday\b", s.text[: m.start()]):
                        continue
                    self.put(
                        i,
                        "unit",
                        m.start("u"),
                        m.end("u"),
                        new,
                        "unit changed",
                        ("time",)
                        if re.match(r"hour|minute|day|week|month|year", new)
                        else ("number",)
                        if m["u"] in ("m", "bn", "million", "billion")
                        else (),
                    )
        for m in re.finditer(r"[£$€](?=\d)", s.text):
            for new in [c for c in "£$€" if c != m[0]]:
                figure = re.match(r"[\d.,]*\d", s.text[m.end() :])
                if (
                    figure
                    and f"{new}{figure[0]}" not in self.story_text
                    and not re.search(
                        rf"{re.escape(figure[0])} ?(?:m|million)? ?(?:{ {'£': 'pound', '$': 'dollar', '€': 'euro'}[new] })",
                        self.story_plain,
                    )
                ):
                    self.put(i, "unit", m.start(), m.end(), new, "currency changed")

    def time(self, i: int) -> None:
        """Exchange a day, a date, a year, a clock time or what came first."""
        s = self.d.sents[i]
        source = self.sources(i, 5)
        for m in re.finditer(rf"\b(?:{'|'.join(DAYS)})\b(?!['’]s)", s.text):
            pick = [d for d in DAYS if d != m[0] and d not in source and abs(DAYS.index(d) - DAYS.index(m[0])) > 1]
            for new in self.rng.sample(pick, min(2, len(pick))):
                if not re.match(rf",? (?:{MONTH_RE} \d|\d+ {MONTH_RE})", s.text[m.end() :]):
                    self.put(i, "time", m.start(), m.end(), new, "day of the week changed")
        for m in re.finditer(rf"\b(?:(?P<d1>\d{{1,2}}) (?P<m1>{MONTH_RE})|(?P<m2>{MONTH_RE}) (?P<d2>\d{{1,2}}))(?!\d|,\d)", s.text):
            group = "d1" if m["d1"] else "d2"
            day = int(m[group])
            for new in self.rng.sample([d for d in range(2, 29) if abs(d - day) > 5], 2):
                if str(new) not in re.findall(r"\d+", source):
                    self.put(i, "time", m.start(group), m.end(group), str(new), "day of the month changed")
        for m in re.finditer(rf"\b(?:in|of|since|until|after|from|by|[Ii]n mid-) ?(?P<m>{'|'.join(MONTHS)})\b(?! \d{{1,2}}\b)", s.text):
            pick = [x for x in MONTHS if x not in self.story_text and x != m["m"]]
            self.put(i, "time", m.start("m"), m.end("m"), self.rng.choice(pick), "month changed")
        for m in re.finditer(r"\b(?:1[89]|20)\d\d\b(?! [a-z]+s\b)", s.text):
            year = int(m[0])
            for new in (year - 3, year + 4 if year > 2020 else year + 9):
                if str(new) not in self.story_text and not re.search(MONTH_RE + r",? $", s.text[: m.start()]):
                    self.put(i, "time", m.start(), m.end(), str(new), "year changed")
        for m in re.finditer(r"\b(?P<h>\d{1,2})(?P<x>[.:](?P<q>\d\d))?(?P<r> ?[ap]\.?m\b)", s.text):
            hour = int(m["h"])
            for shift, minute in ((3, 35), (5, 20)):
                new = f"{(hour + shift - 1) % 12 + 1}" + (f"{m['x'][0]}{(int(m['q']) + minute) % 60:02d}" if m["x"] else "")
                if new not in self.story_text:
                    self.put(i, "time", m.start(), m.start("r"), new, "clock time changed")
            other = {"a": "p", "p": "a"}
            where = m.start("r") + m["r"].index("a" if "a" in m["r"] else "p")
            self.put(i, "time", where, where + 1, other[s.text[where]], "a.m. and p.m. exchanged")
        for m in re.finditer(r"(?:(?<=\bat )|(?<=bout ))(?P<h>\d{1,2})\.(?P<q>\d\d)\b(?! ?[ap]\.?m)(?!\d| per|%)", s.text):
            new = f"{(int(m['h']) + 4) % 12 + 1}.{(int(m['q']) + 25) % 60:02d}"
            if new not in self.story_text:
                self.put(i, "time", m.start(), m.end(), new, "clock time changed")
        for pattern, new in (
            (r"\bat twenty to six\b", "at ten past nine"),
            (r"\bhalf past three\b", "a quarter to eleven"),
            (r"\bbefore dawn\b", "around noon"),
            (r"\bBefore dawn\b", "Around noon"),
            (r"\bat first light\b", "after nightfall"),
            (r"\bat dawn\b", "at midnight"),
            (r"\bin the small hours\b", "in the early evening"),
            (r"\bthe next morning\b", "three days later"),
            (r"\bon the eve of\b", "a week after"),
            (r"\bby noon\b", "by midnight"),
            (r"\bat noon\b", "at ten in the evening"),
            (r"\bin the morning\b", "in the evening"),
            (r"\bin the evening\b", "in the morning"),
            (r"\b(?<=the )evening of\b", "morning of"),
            (r"\bThat evening\b", "The next morning"),
            (r"\bthe next morning\b", "a month later"),
            (r"\ba week (?:before|earlier)\b", "a year earlier"),
            (r"\bA week earlier\b", "A year earlier"),
            (r"\bthe afternoon before\b", "that morning"),
            (r"\ba day behind\b", "a week ahead of"),
            (r"\bthe day after\b", "the month before"),
            (r"\ba day after\b", "a fortnight before"),
            (r"\bthe spring of\b", "the autumn of"),
            (r"\bovernight\b", "at midday"),
            (r"\bfor six months\b", "for six years"),
            (r"\blast week\b", "last year"),
            (r"\blate on\b", "early on"),
            (r"\bearly on\b", "late on"),
            (r"\bat midday\b", "at midnight"),
            (r"\bthis winter\b", "in the summer"),
            (r"\bby night\b", "by day"),
            (r"\bat night\b", "at lunchtime"),
            (r"\bhours before\b", "days after"),
            (r"\bhours after\b", "days before"),
            (r"\bdays before\b", "days after"),
            (r"\bdays after\b(?! they)", "days before"),
            (r"\bwithin the hour\b", "within the week"),
            (r"\bthe same day\b", "a fortnight later"),
            (r"\bthat day\b(?! of)", "a fortnight earlier"),
            (r"\byesterday\b", "last month"),
        ):
            for m in re.finditer(pattern, s.text):
                if self.outside(i, m.start(), m.end()) and new not in plain(source):
                    self.put(i, "time", m.start(), m.end(), new, "time of day or order changed")

    # ------------------------------------------------ names and places

    def place(self, i: int) -> None:
        """Exchange a place for another of the story or an invented one, or a direction for its opposite."""
        s = self.d.sents[i]
        source = self.sources(i, 4)
        for group in PLACES.get(self.d.story, "").split("|"):
            names = [n for n in group.split(";") if n]
            for name in names:
                for m in re.finditer(rf"\b{re.escape(name)}\b(?!['’]s| (?:truck|quarry|[A-Z]\w))", s.text):
                    before = s.text[: m.start()]
                    if len(group.split(";")) > 2 and not re.search(
                        r"\b(?:in|at|of|from|near|to|outside|around|above|below|off|on|for|for|town|port|village|left|reached|across|along|through|left)(?: the)? $",
                        before,
                    ):
                        continue
                    if re.search(r"\b(?:Radio|Governor of|University of|told|General|Port|Upper|bishop of) $", before) or not self.outside(
                        i, m.start(), m.end()
                    ):
                        continue
                    near_names = [n for n in names if n not in source and n not in s.text and n != name]
                    for new in [
                        *self.rng.sample(near_names, min(2, len(near_names))),
                        ""
                        if "Highway" in name
                        else self.rng.choice(NEW_PLACES)
                        + (
                            ""
                            if len(names) > 3
                            else (" " + name.split()[-1] if re.search(r"Street|road|Lane|Bridge|Head|Road", name) else "")
                        ),
                    ]:
                        if new:
                            self.put(
                                i, "place", m.start(), m.end(), new, "place exchanged" if new in names else "place invented", ("name",)
                            )
        for m in re.finditer(
            r"\b(?:north-west|left[ -]bank|(?:north|south|east|west)(?:ern)?|starboard|westerly)\b(?! (?:Quay|of all))", s.text
        ):
            new = DIRECTIONS[m[0].replace("left bank", "left bank")] if m[0] in DIRECTIONS else ""
            if new and new not in source and self.outside(i, m.start(), m.end()):
                self.put(i, "place", m.start(), m.end(), new, "direction reversed")

    def name(self, i: int) -> None:
        """Bend a name so that it is nobody's of the story, or give a bystander's place to another."""
        s = self.d.sents[i]
        source = self.sources(i, 4)
        people = [(p[0], p[1]) for p in self.people] + [(n, "") for n in NAMED.get(self.d.story, "").split(";") if n and "=" not in n]
        if not people:
            people = [(n, "") for n in re.findall(r"\b[A-Z][a-zé]+ [A-Z][a-zé]+(?=,? (?:said|says|told|who))", self.story_text)]
        for full, gender in people:
            first, _, last = full.rpartition(" ")
            lasts = [x for x in NEW_LAST if x.lower() not in self.story_plain]
            firsts = [x for g in (gender or "FM") for x in NEW_FIRST[g] if x.lower() not in self.story_plain]
            for m in re.finditer(rf"\b{re.escape(full)}\b", s.text):
                if not gender and not self.d.story:
                    continue
                self.put(i, "name", m.end() - len(last), m.end(), self.rng.choice(lasts), "surname changed", ("speaker",))
                if gender:
                    self.put(i, "name", m.start(), m.start() + len(first), self.rng.choice(firsts), "first name changed", ("speaker",))
            if full not in s.text:
                for m in re.finditer(rf"(?<![-\w]){re.escape(last)}\b(?!['’]s (?:League|Union))", s.text):
                    if (
                        self.outside(i, m.start(), m.end())
                        and re.search(r"(?:^|[a-z,;:] |M[rs]s?\.? |Gov\. )$", s.text[: m.start()])
                        and sum(p[0].endswith(" " + last) for p in people) == 1
                        and not re.match(r" [A-Z]", s.text[m.end() :])
                        and last not in " ".join(r.outlet for r in self.d.reports)
                    ):
                        self.put(i, "name", m.start(), m.end(), self.rng.choice(lasts), "surname changed", ("speaker",))
        for pair in NAMED.get(self.d.story, "").split(";"):
            real, _, false = pair.partition("=")
            if false and false.lower() not in self.story_plain:
                for m in re.finditer(rf"\b{re.escape(real)}", s.text):
                    self.put(
                        i,
                        "name",
                        m.start(),
                        m.end(),
                        false,
                        "body or ship renamed",
                        ("speaker",) if re.search(r"\b(?:said|says|told)\b", s.text) else (),
                    )
        silent = [n for n in NAMED.get(self.d.story, "").split(";") if n and "=" not in n]
        for full, other in itertools.permutations(silent, 2):
            m = re.search(rf"\b{re.escape(full)}\b", s.text)
            if m and other.split()[-1] not in source + s.text and full in source:
                self.put(i, "name", m.start(), m.end(), other, "another of the story named")

    # ------------------------------------------------ who says it, to whom

    def speakers(self, i: int, statement: str, gender: str) -> list[tuple[str, str]]:
        """Give people who could be named as saying it and who say nothing of the kind in any report."""
        s = self.d.sents[i]
        mine = stems(statement)
        source = self.sources(i, 5)
        out = []
        for full, sex, role in self.people:
            last = full.split()[-1]
            if last in s.text or last in source or (gender and sex != gender):
                continue
            clash = False
            for r in self.d.reports:
                for a, b, c in zip(["", *r.sents], [*r.sents, ""], [*r.sents[1:], "", ""], strict=False):
                    if last in a + b + c and mine and len(mine & stems(b)) / len(mine) > 0.34:
                        clash = True
            if not clash:
                out.append((full, role))
        self.rng.shuffle(out)
        return out

    def speaker(self, i: int) -> None:
        """Give a statement to another person of the story."""
        s = self.d.sents[i]
        verbs = r"(?:said|says|told|tells|announced|added|noted|insisted|warned|recalled|argued|replied)"
        rest_has = lambda words, text: bool(re.search(rf"\b(?:{words})\b", text))  # noqa: E731
        full_names = "|".join(re.escape(p[0]) for p in self.people) or "(?!)"
        quoted = quotations(s.text)
        for m in re.finditer(rf"\b(?P<w>he|she|they|it|He|She|They|It) (?P<v>{verbs})\b", s.text):
            if any(a <= m.start() < b for a, b in quoted):
                continue
            gender = {"he": "M", "she": "F"}.get(m["w"].lower(), "")
            tail = s.text[m.end() :]
            if (
                rest_has("its?|their|them|they" if not gender else "(?!)", tail)
                or (rest_has("he|his|him", tail) and gender == "F")
                or (rest_has("she|her", tail) and gender == "M")
            ):
                continue
            head = s.text[: m.start()]
            if gender and re.search(r"\b[A-Z]\w+,? (?:said|says|told)\b", head):
                continue
            for full, role in self.speakers(i, bare(s), gender)[:3]:
                if not head.strip(" \"“‘'"):
                    self.put(i, "speaker", m.start("w"), m.end("w"), f"{full}, {role},", "pronoun made another person", ("name",))
                elif re.search(r"[,”\"’'] $", head) and m["v"] == "said" and re.match(r" ?(?:\[|\.|$)", tail):
                    self.put(i, "speaker", m.start("w"), m.end("v"), f"said {full}", "pronoun made another person", ("name",))
                else:
                    self.put(i, "speaker", m.start("w"), m.end("w"), full, "pronoun made another person", ("name",))
        title = r"(?:(?:Coast Guard |[Pp]rosecutor |[Jj]udge |[Cc]aptain |[Mm]ayor |[Gg]overnor |[Cc]olonel |[Mm]ajor |Foreign Minister |Social Affairs Minister |Chief Superintendent |Police Commissioner |civil protection chief |Prime Minister |Transport Minister |[Pp]remier |Dame |Father |Mrs |Mr |Ms |Dr |Sir |Cmdr\.? |Gov\.? |Capt\.? |Maj\.? |Col\.? |Commander )*)"
        lasts = "|".join(re.escape(p[0].split()[-1]) for p in self.people) or "(?!)"
        np = rf"{title}(?:(?:{full_names})|(?:{lasts}))(?P<ap>, (?![^,]*\b(?:said|says|told)\b)[^,;.\[\]\"“”‘⁰¹²³⁴-⁹]{{3,60}}(?=[,.;\[⁰¹²³⁴-⁹]| \[))?"
        for m in re.finditer(rf"(?:(?<=said )|(?<=says )|(?<=according to ))(?P<np>{np})", s.text):
            if not self.outside(i, m.start(), m.end()) or re.match(r"['’]s", s.text[m.end() :]):
                continue
            self._swap_speaker(i, m.start("np"), m.end("np"), m["np"])
        role = r"(?:ministers?|chairman|governor|lawyer|spokes\w+|coxswain|director|leader|head|mayor|agent|commissioner|chief|superintendent|skipper|engineer|president|secretary|surgeon|officer|envoy|solicitor|captain|Premier|commander|manager|postman|regulator|worker|candidate|chief executive|doctor|prosecutor|registrar)"
        for m in re.finditer(
            rf"(?P<np>(?<![\w'’])(?:(?:[Tt]he|[Ii]ts|[Hh]er|[Hh]is|Their)(?: [\w'’-]+){{0,5}}? {role}(?: (?:of|at|for) [\w'’ ]+?)?, )?{np})(?P<c>,)? (?=(?:had |has |later |also |then ){{0,2}}{verbs}\b)",
            s.text,
        ):
            if self.outside(i, m.start(), m.end()):
                self._swap_speaker(i, m.start("np"), m.end("np"), m["np"])
        m = re.match(
            rf"(?P<np>(?!In |On |By |At |For |After |Some |More |Each |With |Of |To )(?:The|A|An|One|[A-Z]\w+)(?: (?!said|says|told|who|that|and|was|were|is|had|has)[\w'’-]+){{0,6}})(?:, [^,\"“‘\d]{{3,50}},)? (?=(?:had |has |later |also ){{0,2}}{verbs}\b)",
            s.text,
        )
        if (
            m
            and not re.search(r"\d|per cent|those|people$", m["np"])
            and not re.match(
                r" told (?!the |reporters|[A-Z]|a news)| (?:had |has )?(?:recalled|replied|insisted|warned|noted)", s.text[m.end() - 1 :]
            )
            and not re.search(lasts, m[0])
            and not rest_has("its?|their|them|they|we|our|he|she|his|her", s.text[m.end() :])
        ):
            for full, role in self.speakers(i, bare(s)[m.end("np") :], "")[:3]:
                self.put(i, "speaker", m.start(), m.end() - 1, f"{full}, {role},", "a body's words given to a person", ("name",))
        for m in re.finditer(
            r"(?<=, )(?P<np>(?:the |its |an? )?(?:(?!said|says|told|who|that|and|was|were|had|has)[\w'’-]+ ){1,5})(?=(?:said|says)(?: ?[.\[]|$))",
            s.text,
        ):
            if self.outside(i, m.start(), m.end()) and not re.search(lasts, m["np"]) and not re.match(r"(?:he|she|it|they) $", m["np"]):
                for full, _ in self.speakers(i, bare(s)[: m.start()], "")[:3]:
                    self.put(i, "speaker", m.start(), m.end(), full + " ", "a body's words given to a person", ("name",))

    def _swap_speaker(self, i: int, start: int, end: int, old: str) -> None:
        s = self.d.sents[i]
        who = next((p for p in self.people if p[0] in old), None) or next((p for p in self.people if p[0].split()[-1] in old), None)
        if not who:
            return
        rest = MARK.sub("", s.text[:start] + s.text[end:])
        for a, b in reversed(quotations(rest)):
            rest = rest[:a] + rest[b:]
        gendered = re.search(r"\b(?:he|she|his|her|him|Mrs?|Ms)\b", rest)
        old = old.rstrip(", ")
        for full, role in self.speakers(i, rest, who[1] if gendered else "")[:3]:
            lead = re.match(r", ", s.text[end : end + 2])
            closed = s.text[end : end + 1] == "," and not re.match(r", who\b|, which\b", s.text[end:])
            new = f"{full}, {role}" if "," in old or not lead else full
            if "," in new and not closed and not re.match(r" ?(?:\[|\.|;|$)", s.text[end:]):
                new += ","
            if re.match(r", who\b", s.text[end:]):
                continue
            self.put(i, "speaker", start, start + len(old), new, "statement given to another", ("name",))

    def recipient(self, i: int) -> None:
        """Have it told to somebody else."""
        s = self.d.sents[i]
        cited = self.d.of(s.cited)
        outlets = sorted({r.outlet for r in self.d.reports if r.outlet}, key=lambda o: (-len(o), o))
        short = sorted({o.removeprefix("The ") for o in outlets} | {o.split()[-1] for o in outlets}, key=lambda o: (-len(o), o))
        known = "|".join(map(re.escape, [*outlets, *short])) or "(?!)"
        pattern = rf"\b(?:told|tells|telling) (?P<r>(?:[Tt]he )?(?:{known})\b|reporters|journalists|a news conference|a briefing|MPs|lawmakers|supporters|the station|the paper|the newspaper|public radio|the (?:\w+ )?Committee|Parliament's Treasury Committee|the provincial assembly|analysts|the marchers|a small group of reporters|the crowd|a parliamentary committee)"
        source = plain(self.sources(i, 5))
        for m in re.finditer(pattern, s.text):
            old = m["r"]
            if not self.outside(i, m.start(), m.end()) or re.match(r" to | when | of the ", s.text[m.end() :]):
                continue
            where = re.match(r" (?:at|on|in|outside|from) (?:the|a|his|her)\b", s.text[m.end() :])
            lawmakers = re.search(r"[Cc]ommittee|MPs|assembly|lawmakers|court|Parliament", old)
            pool = list(RECIPIENTS) if not where else ["prosecutors", "a parliamentary hearing"]
            pool += [
                (
                    "the "
                    if not re.match(
                        r"[A-Z]{2,}$|The |Radio|Reuters|Grocery|Relief|Strait|Keel|Border|Line|City|Plate|Dravinform|Norpress|Labor|Voice",
                        o,
                    )
                    else ""
                )
                + o
                for o in outlets
                if o not in [r.outlet for r in cited] and plain(o) not in source
            ]
            self.rng.shuffle(pool)
            for new in [
                p
                for p in pool
                if not (lawmakers and re.search("lawmakers|parliament", p))
                and plain(p.split()[-1]) not in source
                and plain(p.split()[-1]) not in plain(old)
                and not (PRESS.search(p) and PRESS.search(old))
            ][:4]:
                self.put(i, "recipient", m.start("r"), m.end("r"), new, "told to somebody else")
        for m in re.finditer(r"(?<=said )in a (?:written )?statement\b(?! to)", s.text):
            for new in ("at a rally of supporters", "in a sworn testimony to a court"):
                self.put(i, "recipient", m.start(), m.end(), new, "said elsewhere", ("not_found", "place"))

    def roles(self, i: int) -> None:
        """Exchange the one who acts and the one acted on."""
        s = self.d.sents[i]
        for pattern, new in ROLE_PHRASES:
            for m in re.finditer(pattern, s.text):
                self.put(i, "roles", m.start(), m.end(), m.expand(new), "phrase turned round", ("speaker", "name", "number"))
        for pair in ROLE_PAIRS.get(self.d.story, "").split(";"):
            a, _, b = pair.partition("~")
            if not b:
                continue
            found = []
            for m in re.finditer(
                rf"(?<![\w-])(?:{'|'.join(re.escape(x) for w in (a, b) for x in (w, w[0].upper() + w[1:]))})(?!\w|-)", s.text
            ):
                before = s.text[: m.start()]
                if (
                    (re.search(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Dame|[A-Z][a-z]+) $", before) and m[0][0].isupper() and " " not in m[0])
                    or re.match(r" [A-Z]\w", s.text[m.end() :])
                    or (re.search(r"\b[Tt]he $", before) and not a.startswith("the "))
                ):
                    found = []
                    break
                if self.outside(i, m.start(), m.end()):
                    found.append((m.start(), m.end(), m[0]))
            low = [f[2].lower() for f in found]
            if a.lower() not in low or b.lower() not in low or not found:
                continue
            between = s.text[found[0][1] : found[-1][0]]
            if (len(found) == 2 and re.fullmatch(r",? (?:and|or|as well as|with|nor)(?: the)? ", between)) or re.search(
                r"\bbetween (?:the )?$", s.text[: found[0][0]]
            ):
                continue
            text, last = "", 0
            for x, y, word in found:
                new = b if word.lower() == a.lower() else a
                new = new[0].upper() + new[1:] if x == 0 else new
                text += s.text[last:x] + new
                last = y
            text += s.text[last:]
            self.out.append(
                Plant(
                    i,
                    "roles",
                    text,
                    f"{found[0][2]} … {found[1][2]}",
                    f"{b if low[0] == a.lower() else a} …",
                    "two exchanged",
                    ("speaker", "name", "number", "place"),
                )
            )

    # ------------------------------------------------ what is asserted, and how firmly

    def negation(self, i: int) -> None:
        """Put in or take out a negation, or turn a word to its opposite."""
        s = self.d.sents[i]
        for pattern, new in ANTONYMS:
            for m in re.finditer(pattern if pattern[0] in "\\(" else rf"\b{pattern}", s.text):
                if self.outside(i, m.start(), m.end()) and not (
                    new.startswith(("rose", "fell", "went")) and re.search(r"\bfrom\b.*\bto\b", s.text[m.end() :])
                ):
                    self.put(i, "negation", m.start(), m.end(), new, "opposite word")
        for m in re.finditer(r"\b(?P<v>was|were|is|are|has|have|had|would|will|could|did|does|must|should) (?P<n>not|never) ", s.text):
            if (
                self.outside(i, m.start(), m.end())
                and m["v"] not in ("did", "does")
                and not re.match(r"(?:yet|only|quite|so|one|all)\b|[^,;.]* at all\b", s.text[m.end() :])
            ):
                self.put(i, "negation", m.start("n"), m.end("n") + 1, "", "negation taken out")
        for m in re.finditer(
            r"\b(?P<v>was|were|is|are|has|have|had|would|will|could) (?P<n>)(?=(?:[a-z]+ed|been|still|in|at|on|put|held|hit|found|made|seen|shut|given|sent|taken|told|built|brought|left|thrown|under|being|to|go|take|stay|start|be|begin|run|recommend|govern|lead|leave|report|pay|examine|see)\b)",
            s.text,
        ):
            before = plain(s.text[: m.start()])
            if (
                not self.outside(i, m.start(), m.end())
                or re.search(
                    r"(?:\bno\b|nobody|nothing|not|never|neither|none|few|little|there|only|if|whether|as|what|than|not one|no \w+) ?\w* ?$",
                    before,
                )
                or (m["v"] == "had" and s.text[m.end() :].startswith("to "))
            ):
                continue
            clause = re.split(r"[;:,]|\bbut\b|" + MARK_RE, before)[-1]
            if (
                re.search(
                    r"\b(?:no|not|never|nobody|no one|none|nothing|neither|nor|without|before|after|until|since|when|while|as|because|whose|who|what|than|any|if|whether|how|where|which|whom)\b|\bsays? $",
                    clause,
                )
                or (
                    re.search(r"\bthat\b", clause)
                    and not re.search(
                        r"\b(?:said|says|say|saying|told|reported|accepts|acknowledged|announced|denied|argued|claimed|claims|insisted|complained|replied|thinks?)\b",
                        clause,
                    )
                )
                or re.search(r"\b(?:would|could|may|might|must|to|should) $", before)
                or re.match(
                    r"(?:\w+ ){0,2}(?:no|not|nobody|never|none|neither|too|hoped|denied|died|only|said|told|at least)\b", s.text[m.end() :]
                )
            ):
                continue
            if re.match(r"still\b", s.text[m.end() :]):
                self.put(i, "negation", m.end(), m.end() + 5, "no longer", "negation put in")
                continue
            if (m["v"] in ("has", "have") and s.text[m.end() :].startswith("to ")) or re.match(
                r"(?:at least|at most|left with|to (?:be|have) (?:the|more))", s.text[m.end() :]
            ):
                continue
            self.put(i, "negation", m.start("n"), m.end("n"), "not ", "negation put in")

    def hedge_dropped(self, i: int) -> None:
        """Let a hedged claim stand as fact."""
        s = self.d.sents[i]
        source = self.sources(i, 4)
        for pattern, table in HEDGES_OUT:
            for m in re.finditer(pattern, s.text):
                word = re.match(r"\w+", s.text[m.end() :])
                if (
                    word
                    and word[0] in table
                    and not ("nothing had been" in s.text or re.search(r"whether [\w ]+$", s.text[: m.start()]))
                    and self.outside(i, m.start(), m.end())
                    and HEDGED.search(source)
                ):
                    self.put(
                        i,
                        "hedge_dropped",
                        m.start(),
                        m.end() + len(word[0]),
                        "were" if table[word[0]] == "was" and re.search(r"[^s]s $", s.text[: m.start()]) else table[word[0]],
                        "modal taken out",
                        ("strength",),
                    )
        for pattern, new in HEDGES_OUT_PLAIN:
            for m in re.finditer(pattern, s.text):
                if self.outside(i, m.start(), m.end()):
                    self.put(i, "hedge_dropped", m.start(), m.end(), new, "hedge taken out", ("strength",))
        measure = r"[ -](hour|minute|second|day|week|month|year|mile|kilomet|met(?:er|re)|hectare|acre|tonne|ton|knot|nautical|per ?cent|people|house|home)"
        hedged: dict[float, set[str]] = defaultdict(set)
        reports = " ".join(r.text for r in self.d.of(s.cited))
        for m in re.finditer(
            rf"\b(?:{HEDGE_NUMBER})\s(?:the |an? )?[£$€]?(?P<x>{DIGITS}|{NUMBER_WORD})",
            reports,
            re.IGNORECASE,
        ):
            unit = re.match(measure, reports[m.end() :])
            for x in numbers(m["x"]):
                hedged[x].add(unit[1] if unit else "")
        for m in re.finditer(rf"\b(?P<h>{HEDGE_NUMBER}) (?=[£$€]?(?P<x>{DIGITS}|{NUMBER_WORD})\b)", s.text):
            unit = re.match(measure, s.text[m.end("x") :])
            word = unit[1] if unit else ""
            theirs = {u for x in numbers(m["x"]) for u in hedged.get(x, set())}
            fits = word in theirs or (word in ("", "people", "house", "home") and theirs & {"", "people", "house", "home"})
            if self.outside(i, m.start(), m.end()) and fits and m["h"] not in ("over", "under"):
                self.put(i, "hedge_dropped", m.start(), m.end(), "", "about and the like taken out", ("number",))
        if '"' in s.text or "“" in s.text or "‘" in s.text:
            return
        m = re.search(
            r", (?:(?:according to|by the account of|on the word of) (?P<w1>[^,;.\[\]⁰¹²³⁴-⁹]{3,70})|(?P<w2>[^,;\[\]\d]{2,60}?)(?:, [^,;\[\]]{3,60},)? (?:said|says|believes?|claims|claimed)(?: on \w+)?)(?= ?[.\[¹²³⁴-⁹]|$)",
            s.text,
        )
        if (
            m
            and INTERESTED.search((m["w1"] or m["w2"]).strip())
            and not re.search(r"\b(?:said|says|told|and|but|which)\b", m["w2"] or "")
            and ";" not in s.text[: m.start()]
        ):
            self.put(i, "hedge_dropped", m.start(), m.start() + len(m[0].rstrip()), "", "attribution taken out", ("strength",))
        m = re.match(
            r"(?P<who>(?!It |He |She |They )[^;\[\]]{3,110}?,?) (?:said|says|claims?|claimed|thinks?|believes?|insists|insisted)(?: on \w+| at first| then| later| now)? (?:that )?(?P<rest>(?!it\b|he\b|she\b|they\b|its\b|his\b|her\b|their\b|would\b|to\b|so\b|in\b|on\b|at\b|of\b|by\b|only\b|not\b|something\b|that\b)[^;]+)",
            s.text,
        )
        if m and (
            MARK.search(m["who"])
            or (m["who"].endswith(",") and m["who"].count(",") < 2)
            or re.search(r"\b(?:where|when|while|as|if|that|had|has|and|was|were|went|put|held|but|for|by)\b", m["who"])
            or len(m["who"].split()) > 12
            or re.search(r"[^\s.]\s", MARK.split(m["rest"], maxsplit=1)[-1] if MARK.search(m["rest"]) else "")
        ):
            m = None
        if (
            m
            and INTERESTED.search(m["who"])
            and not re.search(r"\b(?:said|says|told|which|who)\b", m["who"])
            and not re.search(r"\b(?:he|she|they|his|her|it|its|their)\b", m["rest"])
            and not re.search(r"\d", m["who"])
            and len(m["rest"].split()) > 5
        ):
            text = m["rest"][0].upper() + m["rest"][1:] + s.text[m.end() :]
            self.out.append(Plant(i, "hedge_dropped", text, m["who"] + " said", "", "attribution taken out", ("strength",)))

    def hedge_added(self, i: int) -> None:
        """Hedge what the source has flatly."""
        s = self.d.sents[i]
        top = near(self.d.of(s.cited), bare(s), 2)
        if not top or HEDGED.search(" ".join(top)) or HEDGED.search(bare(s)):
            return
        block = r"(?:\bno\b|nobody|nothing|neither|none|if|whether|what|than|not one) ?\w* ?$"
        for pattern, new in (
            (rf"\b(?:was|were) (?={PARTICIPLE}\b)", ["may have been ", "WAS allegedly ", "WAS reportedly "]),
            (r"\b(?:has|have|had) been ", ["may have been "]),
            (rf"\b(?:has|have|had) (?={PARTICIPLE}\b)(?!been)", ["may have "]),
            (r"\bwill (?!not)", ["may "]),
            (rf"\b(?P<p>{PAST_SAME})\b(?= [a-z\d])", ["MAY_HAVE"]),
            (r"\b(?:is|are) to (?=[a-z])", ["may "]),
            (rf"\b(?:is|are) (?=(?:being|still|{PARTICIPLE})\b)", ["may be "]),
        ):
            for m in re.finditer(pattern, s.text):
                before = s.text[: m.start()]
                clause = re.split(r"[;:,]|\bbut\b|" + MARK_RE, before)[-1]
                if not self.outside(i, m.start(), m.end()) or re.search(block, before, re.IGNORECASE):
                    continue
                if re.search(
                    r"\b(?:no|not|never|nobody|no one|none|neither|nor|before|after|until|since|when|while|as|whose|any|if|whether|what|how|where|homes that|of which)\b",
                    clause,
                    re.IGNORECASE,
                ) or re.search(r"\bwho $|\bwhich $", before):
                    continue
                for word in new:
                    if word == "MAY_HAVE":
                        if (
                            re.search(
                                r"(?:was|were|is|are|be|been|had|has|have|not|to|the|a|an|and|by|of|their|his|her|those|people|men|who'd|\d|[a-z]+ly|were still|two|three|four|five|six|with|said|no|more|from|being|got|least) $",
                                before,
                            )
                            or not re.search(r"\w[\w\]]*,? $", before)
                            or not re.search(r"(?:[a-z]+s|who|that|which|it|he|she|they|[A-Z]\w+|people) $", before)
                        ):
                            continue
                        self.put(i, "hedge_added", m.start(), m.end(), f"may have {m[0]}", "may put in")
                    elif word.startswith("WAS"):
                        self.put(i, "hedge_added", m.start(), m.end(), m[0] + word[4:], "adverb put in")
                    else:
                        self.put(i, "hedge_added", m.start(), m.end(), word, "may put in")

    def strength(self, i: int) -> None:
        """Strengthen a verb of saying, a share or a harm."""
        s = self.d.sents[i]
        source = plain(self.sources(i, 4))
        softened = bool(re.search(r"\b(?:admit|acknowledg|conced|accept|sorry|wrong|own(?:s|ed) up|correct)", source + plain(s.text)))
        for m in re.finditer(r"\b(?P<v>said|says)\b(?! (?:to have|so\b|of\b|only|no\b))", s.text):
            if not self.outside(i, m.start(), m.end()) or re.search(r"\b(?:as|it is|is|are|was|to be) $", s.text[: m.start()]):
                continue
            mine = [
                v
                for v in STRENGTH_SAID
                if v[:5] not in source and v[:5] not in plain(s.text) and not (softened and v in ("admitted", "conceded", "confirmed"))
            ]
            if re.search(r"[\"”’'],? (?:[A-Z]|he |she )?[^\"“]*$", s.text[: m.start()]) and s.text[: m.start()].count('"') + s.text[
                : m.start()
            ].count("“"):
                mine = [v for v in mine if v in ("admitted", "conceded")]
            for v in self.rng.sample(mine, min(2, len(mine))):
                self.put(
                    i,
                    "strength",
                    m.start("v"),
                    m.end("v"),
                    v
                    if m["v"] == "said"
                    else {"admitted": "admits", "claimed": "claims", "conceded": "concedes", "confirmed": "confirms"}[v],
                    "said made more than said",
                )
        for m in re.finditer(r"\btold (?=(?:the )?[A-Z]\w+|reporters|MPs|a news conference)", s.text):
            if self.outside(i, m.start(), m.end()) and not softened and not re.match(r"(?:[\w']+ ){1,5}to ", s.text[m.end() :]):
                self.put(i, "strength", m.start(), m.end(), "admitted to ", "said made more than said")
        for pattern, new, _ in STRENGTH:
            for m in re.finditer(pattern, s.text):
                if self.outside(i, m.start(), m.end()) and plain(new.split()[0]) not in source:
                    self.put(
                        i,
                        "strength",
                        m.start(),
                        m.end(),
                        new,
                        "word made stronger",
                        ("number",)
                        if new in ("most ", "all of ", "hundreds of", "dozens of")
                        else ("hedge_dropped",)
                        if re.search(r"prove|knows|certain|promis|disproved", new)
                        else (),
                    )

    # ------------------------------------------------ quotations

    def quote(self, i: int) -> None:
        """Change a word within quotation marks."""
        s = self.d.sents[i]
        theirs = " ".join(plain(q) for r in self.d.of(s.cited) for q in r.quotes)
        for a, b in quotations(s.text):
            if len(s.text[a:b].split()) < 2:
                continue
            done = 0
            for m in re.finditer(r"[A-Za-z'’-]+", s.text[a:b]):
                word = m[0].lower()
                new = QUOTE_SWAPS.get(word, "")
                if not new or new in plain(s.text[a:b]) or f" {plain(s.text[a:b])} ".replace(f" {word} ", f" {new} ").strip() in theirs:
                    continue
                if m[0][0].isupper():
                    new = new[0].upper() + new[1:]
                self.put(
                    i, "quote", a + m.start(), a + m.end(), new, "word of a quotation changed", ("number",) if word_value(word) else ()
                )
                done += 1
                if done == 4:
                    break
            for m in re.finditer(r"\b(?:not|never) ", s.text[a:b]):
                self.put(i, "quote", a + m.start(), a + m.end(), "", "not taken out of a quotation", ("negation",))
            for m in re.finditer(r"\b(?P<v>was|is|are|were|will|would|should|could|had|have|has) (?=[a-z])(?!not|never|no\b)", s.text[a:b]):
                if (m["v"] in ("had", "have", "has") and s.text[a + m.end() :].startswith("to ")) or re.search(
                    r"\b(?:no|nobody|no one|never|not) $", plain(s.text[a : a + m.start()])
                ):
                    continue
                self.put(i, "quote", a + m.end(), a + m.end(), "not ", "not put into a quotation", ("negation",))

    def paraphrase(self, i: int) -> None:
        """Put quotation marks round words that are the writer's own."""
        s = self.d.sents[i]
        opening, closing = (
            ("“", "”") if "“" in self.d.text else ("‘", "’") if "‘" in self.d.text and self.d.text.count("‘") > 2 else ('"', '"')
        )
        if any(c in s.text for c in '"“‘”'):
            return
        theirs = [plain(q) for r in self.d.reports for q in r.quotes]
        verbs = r"(?:said|says|told (?:[A-Z]\w*|the [A-Z]?\w+|reporters|a news conference)(?: [A-Z]\w+)*|announced|warned|denies|denied|insists|noted|confirms|admitted|reported|claimed|claims|argued)"
        done: set[str] = set()
        for m in re.finditer(rf"\b{verbs}(?: at first| on \w+| now| later)?(?P<that> that)? (?P<c>[^;\[\]]+)", s.text):
            clause = m["c"]
            if m.end() == m.start("c") or not re.search(
                r"\b(?:was|were|is|are|had|has|have|would|will|could|did|does|might|may|must)\b", clause
            ):
                continue
            for v in list(re.finditer(r"\b(?:was|were|is|are|had|has|have|would|will|could|did|does|might|may|must)\b", clause))[:2]:
                if re.search(r"\bwhich $|\b(?:while|whereas|although|though|but)\b", clause[: v.start()]):
                    continue
                span = re.split(r"(?:,| (?=\[)| and (?:that|[A-Z]\w+ that) |\s*$)", MARK.split(clause[v.start() :])[0])[0].rstrip(" .,")
                words = span.split()
                if not 5 <= len(words) <= 20 or re.search(r"\b(?:said|says|told)\b", span):
                    continue
                grams = [" ".join(plain(span).split()[k : k + 4]) for k in range(len(words) - 3)]
                if any(g in q for g in grams for q in theirs) or span in done:
                    continue
                done.add(span)
                start = m.start("c") + v.start()
                self.put(
                    i,
                    "paraphrase_quoted",
                    start,
                    start + len(span),
                    f"{opening}{span}{closing}",
                    "indirect words put in quotation marks",
                    ("quote",),
                )
        m = re.match(r"(?P<c>[^,;\[\]]{30,180}), (?=(?:[^,;\[\]]{2,60})(?:, [^,]{3,40},)? (?:said|says)(?: ?[.\[]|$| on))", s.text)
        if m:
            v = re.search(r"\b(?:was|were|is|are|had|has|have|would|will|could|did|might|may|must)\b", m["c"])
            if v and len(re.findall(r"\b(?:was|were|is|are|had|has|have|would|will|could|did|might|may|must)\b", m["c"])) == 1:
                span = m["c"][v.start() :]
                grams = [" ".join(plain(span).split()[k : k + 4]) for k in range(max(1, len(span.split()) - 3))]
                if 5 <= len(span.split()) <= 22 and not any(g in q for g in grams for q in theirs):
                    self.put(
                        i,
                        "paraphrase_quoted",
                        v.start(),
                        m.end("c") + 1,
                        f"{opening}{span},{closing}" if self.american else f"{opening}{span}{closing},",
                        "indirect words put in quotation marks",
                        ("quote",),
                    )

    # ------------------------------------------------ citations

    def citations(self, i: int) -> None:
        """Exchange, break or take out the citations of a sentence."""
        s = self.d.sents[i]
        if not s.marks:
            return
        last = max((int(n) for n in self.d.listed), default=0)
        for k, (a, b, labels) in enumerate(s.marks[:2]):
            if len(s.marks) > 1 and s.text[s.marks[0][1] : s.marks[1][0]].strip() == "":
                break
            new = str(last + 1 + (i + k) % 4)
            self.cite(i, a, b, mark_like(s.text[a:b], new), "dangling_citation", "a number that the list has not")
            begin = s.marks[k - 1][1] if k else 0
            part = s.text[begin:a] if len(s.marks) > 1 else bare(s)
            content = stems(part)
            undated = re.sub(rf"\b(?:\d{{1,2}} {MONTH_RE}|{MONTH_RE} \d{{1,2}})\b", " ", part)
            figures = {x for x in numbers(undated) if x > 2 and not 1900 < x < 2100}
            if len(content) < 6:
                continue
            own = max((recall(r, part)[1] for r in self.d.of(labels)), default=0)
            ranked = []
            for label in self.d.listed:
                if label in s.cited or not self.d.of([label]):
                    continue
                report = self.d.of([label])[0]
                all_, best = recall(report, part)
                if all_ <= 0.5 and best <= (0.3 if figures else 0.2) and not figures & numbers(report.text) and own - best >= 0.2:
                    ranked.append((best, label))
            for _, label in sorted(ranked)[:2]:
                self.cite(i, a, b, mark_like(s.text[a:b], label), "wrong_citation", "another source of the list", ("not_found",))
        if s.alone:
            text = re.sub(r"\s+([.,;:])", r"\1", MARK.sub("", s.text)).rstrip()
            if len(stems(text)) < 4 or any(
                r.outlet and re.search(rf"\b{re.escape(r.outlet.split()[-1])}\b", text) for r in self.d.of(s.cited)
            ):
                return
            self.out.append(
                Plant(i, "uncited", text, " ".join(s.text[a:b] for a, b, _ in s.marks), "", "citations taken out", (), isolate=True)
            )

    def cite(self, i: int, a: int, b: int, new: str, kind: str, how: str, also: tuple[str, ...] = ()) -> None:
        """Note a plant that exchanges a citation mark."""
        s = self.d.sents[i]
        self.out.append(Plant(i, kind, s.text[:a] + new + s.text[b:], s.text[a:b], new, how, also))

    def mark_as(self, i: int, label: str, text: str) -> str:
        """Write a sentence with a citation in the draft's way."""
        marked = self.d.sents[i]
        sample = marked.text[marked.marks[-1][0] : marked.marks[-1][1]]
        after_stop = bool(re.search(rf"[.!?][\"”’']?(?:\s?{MARK_RE})+$", marked.text))
        space = " " if marked.text[marked.marks[0][0] - 1] == " " else ""
        if '"' in self.d.text and "“" not in self.d.text:
            text = text.replace("“", '"').replace("”", '"')
        return f"{text}.{space}{mark_like(sample, label)}" if after_stop else f"{text}{space}{mark_like(sample, label)}."

    def inserted(self) -> None:
        """Put in sentences that no report has, and facts that one report has wrong."""
        hosts = [i for i, s in enumerate(self.d.sents) if s.marks and s.alone]
        if not hosts:
            return
        for k, line in enumerate(x for x in INVENTED.get(self.d.story, "").split("\n") if x):
            for i in self.rng.sample(hosts, min(2, len(hosts))):
                label = self.rng.choice(self.d.sents[i].cited)
                self.out.append(
                    Plant(i, "not_found", self.mark_as(i, label, line), "", line, f"sentence {k + 1} of the list put in", (), insert=True)
                )
        for line in (x for x in ASTRAY.get(self.d.story, "").split("\n") if x):
            prefix, text, topic = line.split("|", 2)
            report = next((r for r in self.d.reports if r.file.startswith(prefix)), None)
            if not report:
                continue
            label = next((n for n, f in self.d.listed.items() if f == report.file), "")
            listing = ""
            if not label:
                label = str(max((int(n) for n in self.d.listed), default=0) + 1)
                listing = self.listing(label, report)
                if not listing:
                    continue
            about = [i for i, s in enumerate(self.d.sents) if re.search(topic, s.text)]
            hosts_here = about or self.rng.sample(hosts, 1)
            for i in hosts_here[:1]:
                if not self.d.sents[i].marks:
                    continue
                replace = bool(about) and self.d.sents[i].alone and len(stems(self.d.sents[i].text)) < 16
                plant = Plant(
                    i,
                    "contradicted_elsewhere",
                    self.mark_as(i, label, text),
                    bare(self.d.sents[i]) if replace else "",
                    text,
                    "a fact that one report has wrong",
                    ("number", "name", "speaker", "quote"),
                    insert=not replace,
                    listing=listing,
                )
                self.out.append(plant)
        for i, s in enumerate(self.d.sents):
            if not s.marks or len(s.marks) > 1 or '"' in s.text or "“" in s.text or "‘" in s.text:
                continue
            m = re.match(r"(?:(?:[A-Z]\w+|Mrs?|Ms|Dr|Sir|Gov\.|The|His|Her) ?){1,3}(?:[^\[\].;]{0,40}?)\b(?:said|told)\b", s.text)
            if (
                m
                and re.search(r"\b(?:Mrs?|Ms|Dr|Sir|Gov\.)\b|" + ("|".join(p[0].split()[-1] for p in self.people) or "(?!)"), m[0])
                and re.search(r"\b(?:said|told)\b", m[0])
                and "," not in m[0][-4:]
                and len(s.text) < 230
                and not re.search(r"\b(?:what|who|had|confirms|whose)\b", m[0])
                and not re.search(r";| but |: ", s.text)
            ):
                for clause in self.rng.sample(CLAUSES[:3], 2):
                    stop = re.search(rf"(?=\.?\s?(?:{MARK_RE}\s?)+\.?$)", s.text)
                    if stop:
                        self.put(i, "not_found", stop.start(), stop.start(), clause, "clause put in")

    def listing(self, label: str, report: Report) -> str:
        """Write an entry of the source list for a report, like the last one of the draft's."""
        m = re.match(r"(\W*\^?)\d+(\W+)", self.d.list_last)
        if not m or not report.outlet:
            return ""
        date = "undated"
        if report.date:
            year, month, day = report.date.split("-")
            name = MONTHS[int(month) - 1]
            date = (
                f"{name} {int(day)}, {year}"
                if re.search(r"[A-Z][a-z.]+ \d+, \d{4}", self.d.text[self.d.list_end - 400 : self.d.list_end])
                else f"{int(day)} {name} {year}"
            )
        headline = report.headline.replace('"', "'")
        return f'{m[1]}{label}{m[2]}{report.outlet}, "{headline}", {date}'

    def headlines(self) -> None:
        """Give the draft a title that its body contradicts."""
        body = " ".join(s.text for s in self.d.sents)
        old = self.d.text[slice(*self.d.title)]
        if not old:
            return
        for line in (x for x in HEADLINES.get(self.d.story, "").split("\n") if x):
            title, proof = line.split("|", 1)
            if re.search(proof, body) and not re.search(rf"\b{re.escape(title)}\b", body):
                self.out.append(Plant(-1, "headline_body", title, old, title, "title exchanged: " + proof))

    def all(self) -> list[Plant]:
        """Make them all."""
        rules: list[Callable[[int], None]] = [
            self.number,
            self.unit,
            self.time,
            self.place,
            self.name,
            self.speaker,
            self.recipient,
            self.roles,
            self.negation,
            self.hedge_dropped,
            self.hedge_added,
            self.strength,
            self.quote,
            self.paraphrase,
            self.citations,
        ]
        for i, s in enumerate(self.d.sents):
            if s.marks:
                for rule in rules:
                    rule(i)
        self.inserted()
        self.headlines()
        seen: set[tuple[int, str, bool]] = set()
        out = []
        for p in self.out:
            key = (p.at, p.new, p.insert)
            if key not in seen and (p.insert or p.at < 0 or p.new != self.d.sents[p.at].text):
                seen.add(key)
                out.append(p)
        return out


# ---------------------------------------------------------------- planting


def leans(text: str) -> bool:
    """Say whether a sentence needs the one before it: a pronoun or a bare 'the paper' near its head or as its speaker."""
    head = " ".join(text.split()[:7])
    return bool(
        re.search(
            r"\b(?:he|she|it|they|his|her|its|their|him|them|that|those|this|these|both|there|then|the (?:paper|station|same|figure|move|latter))\b",
            head,
            re.IGNORECASE,
        )
    ) or bool(re.search(r"\b(?:he|she|it|they) (?:said|says|told|added)\b", text))


def chain(draft: Draft, at: int) -> list[int]:
    """Give the sentences after one that lean on it, or on one another back to it."""
    out: list[int] = []
    if at >= 0:
        for j in range(at + 1, len(draft.sents)):
            if not leans(draft.sents[j].text):
                break
            out.append(j)
    return out


def choose(plants: dict[str, list[Plant]], drafts: dict[str, Draft], rng: random.Random) -> dict[str, list[Plant]]:
    """Take of each kind at most CAP, spread over drafts, sentences and rules."""
    out: dict[str, list[Plant]] = defaultdict(list)
    for kind in KINDS:
        groups: dict[tuple[str, int], list[Plant]] = defaultdict(list)
        for name in sorted(drafts):
            for p in plants[name]:
                if p.kind == kind:
                    groups[name, p.at].append(p)
        queues = list(groups.items())
        rng.shuffle(queues)
        for _, q in queues:
            rng.shuffle(q)
        how: Counter[str] = Counter()
        taken = 0
        while taken < CAP and any(q for _, q in queues):
            for (name, _), q in queues:
                if q and taken < CAP:
                    q.sort(key=lambda p: how[p.how], reverse=True)
                    p = q.pop()
                    how[p.how] += 1
                    out[name].append(p)
                    taken += 1
    return out


def pack(draft: Draft, plants: list[Plant], rng: random.Random) -> list[list[Plant]]:
    """Lay the plants out over copies of the draft, about one sentence in four, no two on one sentence or beside a leaning one."""
    size = max(2, round(len(draft.sents) * RATE))
    copies: list[list[Plant]] = []
    rng.shuffle(plants)
    for p in plants:
        for copy in copies:
            if len(copy) >= size or any(q.at == p.at for q in copy):
                continue
            if any(p.at in chain(draft, q.at) or q.at in chain(draft, p.at) for q in copy):
                continue
            if (p.at < 0 and any(touches(draft, p, q) for q in copy)) or any(q.at < 0 and touches(draft, q, p) for q in copy):
                continue
            if (
                (p.listing and any(q.listing for q in copy))
                or (p.listing and any(q.kind == "dangling_citation" for q in copy))
                or (p.kind == "dangling_citation" and any(q.listing for q in copy))
            ):
                continue
            copy.append(p)
            break
        else:
            copies.append([p])
    return copies


def touches(draft: Draft, title: Plant, plant: Plant) -> bool:
    """Say whether a plant might disturb what shows a false title false."""
    if plant.at < 0:
        return True
    return bool(re.search(title.how.split(": ", 1)[1], draft.sents[plant.at].text + " " + plant.new))


def write(draft: Draft, copy: list[Plant]) -> tuple[str, list[dict[str, object]], list[list[int]]]:
    """Write a mutated draft, its planted faults and its clean sentences."""
    edits: list[tuple[int, int, str, int, Plant | None]] = []  # from, to, text, offset of the sentence in the text, plant
    for p in copy:
        if p.at < 0:
            edits.append((*draft.title, p.new, 0, p))
            continue
        s = draft.sents[p.at]
        if p.insert:
            line_start = draft.text.rfind("\n", 0, s.start) + 1
            bullet = re.match(r"\s*[-*•]\s+", draft.text[line_start : s.start])
            stop = draft.text.find("\n", s.end)
            stop = stop if stop >= 0 else len(draft.text)
            lead = "\n" + (bullet[0] if bullet else "\n")
            tail = "" if bullet or draft.text[stop : stop + 2] == "\n\n" else "\n"
            edits.append((stop, stop, lead + p.new + tail, len(lead), p))
        elif p.isolate:
            line_start = draft.text.rfind("\n", 0, s.start) + 1
            bullet = re.match(r"\s*[-*•]\s+", draft.text[line_start : s.start])
            before = "" if bullet or draft.text[max(0, line_start - 2) : line_start] == "\n\n" else "\n"
            if before:
                edits.append((line_start, line_start, before, 0, None))
            after = "" if bullet or draft.text[s.end : s.end + 2] == "\n\n" else "\n"
            edits.append((s.start, s.end, p.new + after, 0, p))
        else:
            edits.append((s.start, s.end, p.new, 0, p))
        if p.listing:
            edits.append((draft.list_end, draft.list_end, "\n" + p.listing, 0, None))
    edits.sort(key=lambda e: (e[0], e[1]))
    text, last = "", 0
    planted: list[dict[str, object]] = []
    moves: list[tuple[int, int]] = []
    for a, b, new, offset, p in edits:
        text += draft.text[last:a]
        if p:
            start = len(text) + offset
            was = "" if p.insert else draft.text[a:b]
            planted.append(
                {
                    "start": start,
                    "end": start + len(p.new),
                    "kind": p.kind,
                    "also": list(p.also),
                    "before": p.before,
                    "after": p.after,
                    "was": was,
                    "how": p.how.split(": ")[0],
                }
            )
        text += new
        last = b
        moves.append((b, len(text) - b))
    text += draft.text[last:]
    touched = {p.at for p in copy if not p.insert}
    shaken = {j for p in copy for j in chain(draft, p.at)}
    clean = []
    for i, s in enumerate(draft.sents):
        if i in touched or not s.marks or i in shaken:
            continue
        shift = 0
        for at, by in moves:
            if at <= s.start:
                shift = by
        clean.append([s.start + shift, s.end + shift])
    return text, planted, clean


def main() -> None:
    """Read the drafts, plant, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("drafts", type=Path)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--also", action="extend", nargs="*", default=[], metavar="DRAFT.md=STORYDIR")
    args = parser.parse_args()
    pairs = [
        (path, args.stories / path.stem.rsplit("-", 1)[0])
        for end in ("clean", "faithful")
        for path in sorted(args.drafts.glob(f"*-{end}.md"))
    ]
    pairs += [(Path(a.rpartition("=")[0]), Path(a.rpartition("=")[2])) for a in args.also]
    drafts: dict[str, Draft] = {}
    plants: dict[str, list[Plant]] = {}
    for path, folder in pairs:
        if not folder.is_dir():
            print(f"no story for {path}")
            continue
        draft = read_draft(path, folder)
        drafts[draft.name] = draft
        plants[draft.name] = Writer(draft, random.Random(f"{args.seed}/{draft.name}")).all()
    rng = random.Random(args.seed)
    chosen = choose(plants, drafts, rng)
    counts: Counter[str] = Counter()
    clean_count = 0
    args.out.mkdir(parents=True, exist_ok=True)
    with (args.out / "planted.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for name, draft in drafts.items():
            for k, copy in enumerate(pack(draft, chosen[name], rng), 1):
                text, planted, clean = write(draft, copy)
                counts.update(str(p["kind"]) for p in planted)
                clean_count += len(clean)
                file.write(
                    json.dumps(
                        {
                            "id": f"{name}-{k:02d}",
                            "story": draft.story,
                            "draft_name": name,
                            "draft": text,
                            "planted": planted,
                            "clean": clean,
                        },
                        ensure_ascii=False,
                    )
                    + "\n"
                )
    for kind in KINDS:
        available = sum(p.kind == kind for ps in plants.values() for p in ps)
        print(f"{kind:24}{counts[kind]:5} of {available}")
    print(f"planted {sum(counts.values())}, clean {clean_count}")


if __name__ == "__main__":
    main()
