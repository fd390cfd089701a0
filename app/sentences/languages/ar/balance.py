"""Arabic sentences on whether those who fought or stood together fall into two camps."""

from __future__ import annotations

from dataclasses import replace

from app.sentences.languages.ar.grammar import Noun, choose_form, join, write_asked_days
from app.sentences.languages.ar.relations import ArabicOfRelations
from app.sentences.networks import BalanceFacts

GROUP = Noun("مجموعات", "مجموعة", "مجموعة")


class ArabicOfBalance(ArabicOfRelations):
    """Writes facts on balance."""

    def write_balance(self, facts: BalanceFacts) -> str:
        when = write_asked_days(facts.asked.day) if facts.asked.day else ""
        if not facts.signed:
            opening = self.words.opening(replace(facts.asked, day=None))
            nothing = f"لا يذكر أي مصدر هنا من قاتل من أو وقف مع من {when}"
            return self.words.compose([opening + nothing], [["لا يمكن قول شيء عن معسكرات"]])
        pairs = self._count_pairs(facts.signed)
        if facts.most == 0:
            return self._write_no_contradiction(facts, pairs)
        number = f"{facts.least:,}" if facts.least == facts.most else f"ما بين {facts.least:,} و{facts.most:,}"
        who = "" if facts.triad else f" المتقاتلة أو المتحالفة{self.words.according(facts.speakers)}،"
        ties = f"{number} من أصل {facts.signed:,} من العلاقات"
        against = f"كيفما قُسمت الأطراف{who} إلى معسكرين، فإن {ties} لا تتفق مع التقسيم"
        if not facts.triad:
            return self.words.compose([f"{self.words.opening(facts.asked)}{against}"], [])
        one, other, third = (self.words.name(id_) for id_ in facts.triad)
        hostile = [sign == -1 for sign in facts.signs]
        if all(hostile):
            why = f"قاتل كل من {one} و{other} و{third} الطرفين الآخرين"
        else:
            ends = ((0, 1), (1, 2), (0, 2))[hostile.index(True)]
            friend = facts.triad[3 - sum(ends)]
            enemy, foe = (self.words.name(facts.triad[end]) for end in ends)
            stood = self.words.verb(friend, "وقف", "وقفت")
            why = f"{stood} {self.words.name(friend)} إلى جانب {enemy} و{foe} معًا، وهما متقاتلان"
        why += self.words.according(facts.speakers)
        allows = "وهو ما لا" if facts.least else "وهو، إن صح كله، ما لا"
        lead = f"{self.words.opening(facts.asked)}{why}، {allows} يسمح به أي تقسيم إلى معسكرين"
        return self.words.compose([lead], [[against]])

    def _write_no_contradiction(self, facts: BalanceFacts, pairs: str) -> str:
        """That two camps are possible: of one whole, of many parts, or only because so little is said."""
        opening, said_by = self.words.opening(facts.asked), self.words.according(facts.speakers)
        parties = f"الأطراف المتقاتلة أو المتحالفة، وهي {pairs}{said_by}{self._write_inferred(facts)}،"
        if facts.signed == 1 or not facts.has_foes:
            why = "لا تذكر المصادر هنا سوى زوج واحد" if facts.has_foes else f"لا تذكر المصادر هنا سوى تحالف {pairs}"
            return self.words.compose([f"{opening}{why}"], [["لا يمكن تبيّن معسكرين"]])
        few = "" if facts.has_ring else "الروابط المذكورة أقل من أن يتناقض بعضها مع بعض"
        if facts.parts > 1:
            number = "مجموعتين" if facts.parts == 2 else f"{facts.parts:,} {choose_form(facts.parts, GROUP)}"
            lead = f"{opening}تتوزع {parties} على {number} لا طرف مشتركًا بينها"
            return self.words.compose([lead], [["يمكن تقسيم كل منها إلى معسكرين من دون تناقض"], [few]])
        lead = f"{opening}يمكن تقسيم {parties} إلى معسكرين من دون تناقض"
        one, other = map(self._name_camp, facts.camps or ((), ()), facts.strangers or (False, False))
        sides = f"في تقسيمنا {one} في مواجهة {other}" if facts.camps else ""
        return self.words.compose([lead], [[sides], [few]])

    @staticmethod
    def _write_inferred(facts: BalanceFacts) -> str:
        """How many of the pairs nobody states."""
        if facts.inferred == facts.signed:
            return "، وكلها مستنتجة"
        few = ("", "، واحد منها مستنتج", "، اثنان منها مستنتجان")
        return few[facts.inferred] if facts.inferred < len(few) else f"، {facts.inferred:,} منها مستنتجة"

    def _name_camp(self, camp: tuple[str, ...], are_strangers: bool) -> str:
        """Who is in a camp of our making; no source says that those stood together who only have foes in common."""
        names = join([self.words.name(id_) for id_ in camp])
        return f"{names} دون أن يُذكر تحالف بينهم" if are_strangers else names
