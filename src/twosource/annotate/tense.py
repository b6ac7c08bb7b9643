"""Where the words around a time look: tense, modality and cue words give the direction."""

from twosource.annotate.parse import Sentence, Token
from twosource.lang.dates import Dates

#: A line of so many words that does not end as sentences do is a headline.
HEADLINE = 16
#: Tokens before a time among which one figure may be set against another.
BESIDE = 4
#: Auxiliaries that look ahead even before "have": "will have left by Friday".
WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})


def side(tokens: list[Token], sentence: Sentence, dates: Dates) -> int:
    """Where the words around a time look: -1 back, 1 ahead, 0 where they do not say."""
    inside = {token.i for token in tokens}
    head = next((token for token in tokens if token.head not in inside or token.head == token.i), tokens[-1])
    looks = _looks(head, sentence, dates)
    start = min(tokens[0].i, _first(head, sentence).i)
    before = [token.lower for token in sentence.tokens[max(0, start - 2) : start]]
    if before and before[-1] in dates.declared:
        return 1
    if looks > 0 and _is_beside(sentence.tokens[max(0, start - BESIDE) : start], dates):
        return -1
    if looks > 0 and before and before[-1] == "on" and _is_put_off(head, sentence, dates):
        return -1
    if looks < 0 and before and before[-1] == "from" and _is_agreed(head, sentence, dates):
        return 1
    if looks <= 0 and before and before[-1] in dates.meant and tokens[0].pos == "PROPN" and not _was_over(head, sentence):
        return 1
    if looks == 0 and before and (before[-1] in dates.until or (before[-1] == "as" and before[0] in dates.earliest)):
        return 1
    if before and before[-1] == "since":
        return -1
    if looks > 0 and (_owns(tokens[-1], sentence) or _names(head, sentence, dates)) and not _is_said_to_come(head, sentence, dates):
        return 0
    return looks


def _first(head: Token, sentence: Sentence) -> Token:
    """Of times that are joined the first: "on Thursday and Friday"."""
    while head.dep == "conj" and sentence.head(head).pos == head.pos:
        head = sentence.head(head)
    return head


def _is_beside(before: tuple[Token, ...], dates: Dates) -> bool:
    """Whether a figure that was is set against one that is: "are waiting, against 23 on Tuesday"."""
    words = [token.lower for token in before]
    at = next((i for i, word in enumerate(words) if word in dates.beside), None)
    return at is not None and at + 1 < len(before) and all(token.pos in ("NUM", "ADP", "NOUN", "SYM", "ADV") for token in before[at + 1 :])


def _verb(head: Token, sentence: Sentence) -> Token | None:
    """The verb that a time hangs on, over whatever stands between."""
    return next((up for up in sentence.ancestors(head) if up.pos in ("VERB", "AUX")), None)


def _is_put_off(head: Token, sentence: Sentence, dates: Dates) -> bool:
    """Whether the time is that at which something was put off: "were postponed on Thursday", not "until"."""
    verb = _verb(head, sentence)
    past = verb is not None and (verb.tag == "VBD" or any(child.tag == "VBD" for child in sentence.children(verb)))
    return past and verb is not None and verb.lemma in dates.late


def _is_agreed(head: Token, sentence: Sentence, dates: Dates) -> bool:
    """Whether what a time opens was only agreed, decided or ordered: "have agreed to a truce from Sunday"."""
    verb = _verb(head, sentence)
    return verb is not None and verb.lemma in dates.bidding


def _was_over(head: Token, sentence: Sentence) -> bool:
    """Whether what a time was set for no longer is: "had been set for Friday"."""
    verb = _verb(head, sentence)
    return verb is not None and _is_over(verb, sentence)


def _names(head: Token, sentence: Sentence, dates: Dates) -> bool:
    """Whether a time tells which of its matter is meant: "the June agreement"; of a deadline it tells when."""
    noun = sentence.head(head)
    return head.dep in ("compound", "nmod") and noun.pos in ("NOUN", "PROPN") and noun.lemma not in dates.ahead


def _owns(token: Token, sentence: Sentence) -> bool:
    """Whether a time stands before its matter: "Friday's vote"."""
    return token.i + 1 < len(sentence.tokens) and sentence.tokens[token.i + 1].tag == "POS"


def _is_said_to_come(head: Token, sentence: Sentence, dates: Dates) -> bool:
    """Whether a verb with "will" governs: "they will discuss Friday's vote", but not "they met to discuss Friday's vote"."""
    verb = _verb(head, sentence)
    return verb is not None and any(child.dep == "aux" and child.lower in dates.modal for child in sentence.children(verb))


def _looks(head: Token, sentence: Sentence, dates: Dates) -> int:
    told_of = False  # "disputes the account of Tuesday night"
    for up in sentence.ancestors(head):
        if up.lower in dates.beside:
            return -1
        told_of = told_of or up.lower == "of"
        if up.pos in ("VERB", "AUX"):
            if up.lemma == "be" and up.tag in ("VBZ", "VBP") and _is_ahead_of(up, head, sentence, dates):
                return 1
            looks = _tense(up, sentence, dates)
            return 0 if looks > 0 and up.tag in ("VBZ", "VBP") and (told_of or up.lemma in dates.saying) else looks
        if up.lemma in dates.ahead or up.lower in dates.ahead:
            return -1 if _is_over(up, sentence) else 1
    return 0


def _is_ahead_of(verb: Token, head: Token, sentence: Sentence, dates: Dates) -> bool:
    """Whether "is" looks ahead: "snow is likely Thursday", "the final is on Sunday"."""
    if any(child.lemma in dates.ahead for child in sentence.children(verb)):
        return True
    preposition = sentence.head(head)
    return head.head == verb.i or (preposition.lower in ("on", "at") and preposition.head == verb.i)


def _is_over(token: Token, sentence: Sentence) -> bool:
    """Whether what was due no longer is: "had been due Friday"."""
    verbs = [token, *(up for up in sentence.ancestors(token) if up.pos in ("VERB", "AUX"))][:2]
    return any(child.lower == "had" for verb in verbs for child in sentence.children(verb))


def _tense(verb: Token, sentence: Sentence, dates: Dates) -> int:
    auxiliaries = [child for child in sentence.children(verb) if child.dep in ("aux", "auxpass")]
    words = {child.lower for child in auxiliaries}
    if words & dates.modal:
        return -1 if "have" in words and not words & WILL else 1  # "may have met Tuesday"
    if "to" in words:
        return _infinitive(verb, sentence, dates)
    if verb.lemma in dates.arrange:  # "has invited both to Lund on Friday"
        return 1
    if any(child.lower == "had" or child.lemma == "have" for child in auxiliaries):
        return -1
    if verb.lemma in dates.alike and not auxiliaries and not _is_for(verb, sentence):
        return -1 if verb.tag in ("VBP", "VBN", "VBD", "VB") else 0  # "shares hit", "a record set on Aug. 6"
    if verb.lemma in dates.ahead and verb.tag != "VBD":
        return 1
    if verb.tag == "VBD" or any(child.tag == "VBD" for child in auxiliaries):
        return -1
    return _bare(verb, sentence, dates, supported=bool(auxiliaries))


def _bare(verb: Token, sentence: Sentence, dates: Dates, *, supported: bool) -> int:
    """What the form of a verb says where its auxiliaries do not."""
    if verb.tag == "VBG" and supported:
        return 1
    if verb.tag == "VBN":
        return 0 if supported else -1
    if verb.tag in ("VBZ", "VBP") and verb.pos == "VERB" and not supported:
        return -1 if _is_headline(sentence) and verb.lemma not in dates.appointed else 1  # "the board meets on Monday"
    return _above(verb, sentence, dates) if verb.tag == "VBG" and verb.head != verb.i else 0


def _is_for(verb: Token, sentence: Sentence) -> bool:
    """Whether a participle is followed by what is to come: "set for Friday", "set to expire"."""
    return any(child.lower in ("for", "to", "until") or child.dep == "xcomp" for child in sentence.children(verb))


def _is_headline(sentence: Sentence) -> bool:
    return len(sentence.tokens) <= HEADLINE and sentence.tokens[-1].text[-1].isalnum()


def _infinitive(verb: Token, sentence: Sentence, dates: Dates) -> int:
    """Where an infinitive looks: "set to expire Friday" looks ahead, "had been set to expire Friday" no longer does."""
    governor = sentence.head(verb)
    if _is_over(governor, sentence):
        return -1
    if governor.lemma in dates.bidding or governor.lemma in dates.ahead or governor.lower in dates.ahead or governor is verb:
        return 1
    return _above(verb, sentence, dates) or 1


def _above(verb: Token, sentence: Sentence, dates: Dates) -> int:
    """What the verb that a participle or an infinitive hangs on says."""
    for up in sentence.ancestors(verb):
        if up.lemma in dates.ahead and up.tag != "VBD":
            return 1
        if up.pos in ("VERB", "AUX"):
            return _tense(up, sentence, dates)
    return 0
