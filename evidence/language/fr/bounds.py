"""Words that bound a number: «plus de», «inférieure à», «jusqu'à», «environ», «au minimum», ..."""

import re

from evidence.language.grammar import before_number

_ADVERB = (r"(?:(?:un peu|bien|très|largement|nettement|légèrement|sensiblement|beaucoup|déjà|désormais|à peine"
          r"|même) )?")
_INNER = r"(?:(?:déjà|désormais|largement|légèrement|nettement|allègrement|même|ainsi|aujourd'hui|pas|jamais) )*"
_MARK = (r"(?:(?:la barre|la limite|le cap|le seuil|le plafond) (?:symbolique |fatidique |historique )?"
        r"(?:de |des |du |d')|les |le |l')?")
_OF = r"(?:de |des |du |d')"
_BEFORE = (
    ("at_least", rf"pas moins {_OF}|supérieure?s? ou égale?s? (?:à |aux )"
                 r"|(?:au moins|au minimum|a minima|minimum) |au bas mot |un minimum de "),
    ("at_most", rf"pas plus {_OF}|inférieure?s? ou égale?s? (?:à |aux )|(?:tout au plus|au plus|au maximum|maximum) "
                rf"|jusqu'(?:à |aux |au )|(?:dépass|exc[éè]d)\w* pas {_INNER}{_MARK}"
                rf"|(?:peu[tx]\w*|pourr\w+|pouv\w+) (?:être (?:porté|fixé|relevé)\w* (?:à |aux )|(?:atteindre|"
                rf"aller jusqu'à) (?:les |le |la )?)|(?:un maximum|un plafond|dans la limite|à concurrence) {_OF}"
                rf"|(?:limité|plafonné)\w* à "
                rf"|(?:sans|pas|jamais|ne|ni) (?:dépass|exc[éè]d)\w* {_MARK}"),
    ("more_than", rf"\+ {_OF}|{_ADVERB}plus {_OF}(?:la |les )?|supérieure?s? (?:à |aux )"
                  rf"|(?:dépass|exc[éè]d)\w* {_INNER}{_MARK}"
                  rf"|franchi\w* {_INNER}(?:la barre|le cap|le seuil) (?:symbolique |historique )?{_OF}(?:les )?"
                  rf"|(?:au-delà|au-dessus) {_OF}(?:la barre {_OF})?|davantage que (?:les |la |le )?|passé\w* "
                  rf"la barre {_OF}"),
    ("less_than", rf"{_ADVERB}moins {_OF}(?:la |les )?|inférieure?s? (?:à |aux )"
                  rf"|(?:au-dessous|en dessous|en-dessous|en deçà) {_OF}(?:la barre {_OF})?|sous (?:la barre "
                  rf"{_OF}|le seuil {_OF}|le cap {_OF}|les )"
                  r"|(?:descend|tomb|retomb|pass|repass|chut|rest|maint|recul)\w* (?:durablement |nettement "
                  r"|de nouveau )?sous "),
    ("about", rf"environ |(?:pas (?:très )?loin|près|proches?|autour|aux alentours|aux environs) {_OF}|quelque "
              r"|à peu près |env\. ?|approximativement |presque |quasi |quasiment |de l'ordre de |à peine "
              r"|(?:avoisin|frôl|approch|côtoy|tutoy|tutoi|fris)\w* (?:de )?(?:les |le |l')?"
              r"|flirt\w* avec (?:les |le )?|en gros |à la louche "
              r"|à quelque |grosso modo |peu ou prou |plus ou moins "),
)
BEFORE_NUMBER = before_number(_BEFORE)
AFTER_NUMBER = re.compile(
    r" (?:(?P<at_least>(?:et|ou) plus\b(?! (?!par|en|dans|selon|pour|chaque)\w)|au moins\b|au bas mot\b"
    r"|(?:au )?mini(?:mum)?\b)"
    r"|(?P<at_most>ou moins\b(?! (?:de|d'))|(?:tout )?au plus\b(?! (?:haut|bas|fort|tard|tôt|vite|près|grand))"
    r"|(?:au )?(?:grand )?max(?:i\b|imum\b|\b\.?))"
    r"|(?P<about>environ\b|à peu près\b|ou presque\b|et quelques\b))", re.IGNORECASE)
# «40 % au-dessus de la limite de 6 g» says how far from it.
APART = re.compile(r"(?:%|pour cent|points?|°C|degrés) (?:au-dessus|au-delà|au-dessous|en dessous|en deçà) "
                   r"(?:de |des |du |d')$", re.IGNORECASE)
