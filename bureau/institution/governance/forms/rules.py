"""Drafts of rules by form: a line, which is a rule, the end of one, title and day of a draft."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.actors import Role
from bureau.core.procedures.kinds import STAND_INS, ActKind, Amended, Capacity, Gate, WhoKind
from bureau.core.procedures.rules import AmountRange, Question, Rule, StepTemplate, Who
from bureau.institution.governance.forms.keyed import KeyedForm, day_field
from bureau.institution.governance.queries.rules import Nameable
from bureau.institution.governance.texts.labels import AMENDED, AUDIENCES, QUESTIONS
from bureau.institution.governance.texts.rules import (
    ACTS_OF_STEPS,
    GATES_IN_SHORT,
    STANDING_IN,
    STEPS_MOST,
    actions_in_words,
    subjects_in_words,
)
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.procedures import models
from bureau.institution.procedures.store import Terms
from bureau.web.fields import CurrencyField, TextField, offer, offer_one

POST = "post"
NONE = ("", "–")


class RuleDraftForm(KeyedForm):
    """What a draft is called and why, and from which day it would take effect."""

    title = TextField(label=_("What it is for"))
    reason = TextField(
        label=_("Why the rules should change"),
        required=False,
        rows=3,
        help_text=_("whoever puts it in force reads it"),
    )
    valid_from = day_field(
        _("In force from"), _("all of it takes effect on this day, once it is put in force")
    )


class RuleForm(KeyedForm):
    """What a rule is called and about, when it applies, its steps, what it rests on."""

    code = forms.SlugField(
        label=_("Short name"),
        max_length=60,
        help_text=_("a name there is already makes the next version of that rule"),
    )
    name = TextField(label=_("Name"))
    subject = forms.ChoiceField(label=_("About"))
    rank = forms.IntegerField(
        label=_("Rank"),
        initial=0,
        min_value=0,
        max_value=99,
        help_text=_("where several rules cover an action, the higher rank goes before"),
    )
    actions = forms.MultipleChoiceField(
        label=_("Actions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("none ticked: every action"),
    )
    grades = forms.MultipleChoiceField(
        label=_("Grades"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("none ticked: every grade, and what has none"),
    )
    unit = forms.ChoiceField(
        label=_("In the unit"), required=False, help_text=_("with all below it")
    )
    currency = CurrencyField(label=_("Currency"), required=False, help_text=_("as in CHF"))
    amount_above = forms.DecimalField(
        label=_("Costs more than"),
        required=False,
        max_digits=15,
        decimal_places=2,
        help_text=_("in a full year; empty: no lower bound"),
    )
    amount_up_to = forms.DecimalField(
        label=_("At most"),
        required=False,
        max_digits=15,
        decimal_places=2,
        help_text=_("what costs so much is still covered; empty: no upper bound"),
    )
    audiences = forms.MultipleChoiceField(
        label=_("Audiences"),
        required=False,
        choices=[*AUDIENCES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("for clearance alone; none ticked: every audience, and what is for none"),
    )
    demanded = forms.BooleanField(
        label=_("It is demanded before a draft goes forward"),
        required=False,
        help_text=_("for clearance alone: what is not cleared bars the submission"),
    )
    asks = forms.ChoiceField(
        label=_("Question"), required=False, choices=[NONE, *QUESTIONS.items()]
    )
    answer = forms.ChoiceField(
        label=_("Applies where the answer is"),
        required=False,
        choices=[("no", _("no")), ("yes", _("yes"))],
    )
    asked_of = forms.ChoiceField(label=_("The office that answers"), required=False)
    asked_days = forms.IntegerField(
        label=_("Days allowed for the answer"), required=False, min_value=1, max_value=999
    )
    source = forms.ChoiceField(
        label=_("Rests on"), help_text=_("an instrument, or one of its provisions")
    )
    is_practice = forms.BooleanField(
        label=_("It is a practice that the source states"), required=False
    )
    note = TextField(label=_("How the rule follows from it"), required=False, rows=2)

    def __init__(self, names: Nameable, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.names = names
        offer(self, "subject", list(subjects_in_words().items()))
        offer(self, "actions", list(actions_in_words().items()))
        offices = [(str(id), name) for id, name in names.offices.items()]
        offer(self, "grades", [(grade, grade) for grade in names.grades])
        offer(self, "unit", [NONE, *((str(id), code) for id, code in names.units.items())])
        offer(self, "asked_of", [NONE, *offices])
        offer(self, "source", [NONE, *source_options(names)])
        for place in range(1, STEPS_MOST + 1):
            self.fields.update(_step_fields(names, place))

    def steps(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The fields of each step, by its place."""
        for place in range(1, STEPS_MOST + 1):
            yield place, [self[f"{name}_{place}"] for name in STEP_FIELDS]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("asks") and not said.get("asked_of"):
            self.add_error("asked_of", _("Say which office answers the question."))
        if said.get("is_practice") and not said.get("note"):
            self.add_error("note", _("A stated practice needs a note: say where it is stated."))
        self._clean_amounts(said)
        for place in range(1, STEPS_MOST + 1):
            self._clean_step(said, place)
        return said

    def _clean_amounts(self, said: dict[str, Any]) -> None:
        """Bounds and their currency are left out together, or said together."""
        currency = said["currency"] = str(said.get("currency") or "").upper()
        above, up_to = said.get("amount_above"), said.get("amount_up_to")
        is_bounded = above is not None or up_to is not None
        is_wrong = {"amount_above", "amount_up_to"} & self.errors.keys()
        if is_bounded and not currency and "currency" not in self.errors:
            self.add_error("currency", _("Say in which currency."))
        if currency and not is_bounded and not is_wrong:
            self.add_error("amount_above", _("Say above which amount, or up to which."))
        if above is not None and up_to is not None and up_to <= above:
            self.add_error("amount_up_to", _("That is not more than the first amount."))

    def _clean_step(self, said: dict[str, Any], place: int) -> None:
        """A step is left out whole, or said whole."""
        needed = ("who", "act", "gates")
        given = [name for name in needed if said.get(f"{name}_{place}")]
        for name in needed:
            if given and name not in given:
                self.add_error(f"{name}_{place}", _("A step needs this."))
        if said.get(f"who_{place}") == POST:
            number = str(said.get(f"post_{place}", "")).strip().casefold()
            found = [id for id, named in self.names.posts.items() if named.casefold() == number]
            said[f"post_{place}"] = next(iter(found), None)
            if not found:
                self.add_error(f"post_{place}", _("No post has this number today."))

    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(
            steps=tuple(self._steps()),
            actions=frozenset(said["actions"]) or None,
            grades=frozenset(said["grades"]) or None,
            units=frozenset({int(said["unit"])}) if said["unit"] else None,
            asks=(
                Question(
                    said["asks"], Who(WhoKind.OFFICE, (int(said["asked_of"]),)), said["asked_days"]
                )
                if said["asks"]
                else None
            ),
            presupposes=said["answer"] == "yes" if said["asks"] else True,
            rank=said["rank"],
            amounts=self._amounts(),
            audiences=frozenset(said["audiences"]) or None,
            demanded=said["demanded"],
        )

    def _amounts(self) -> AmountRange | None:
        said = self.cleaned_data
        if not said["currency"]:
            return None
        above, up_to = _minor(said["amount_above"]), _minor(said["amount_up_to"])
        return AmountRange(said["currency"], above, up_to)

    def _steps(self) -> Iterator[StepTemplate]:
        said = self.cleaned_data
        for place in range(1, STEPS_MOST + 1):
            if not said.get(f"who_{place}"):
                continue
            act = ActKind(said[f"act_{place}"])
            yield StepTemplate(
                key=f"{act}-{place}",
                order=said[f"order_{place}"] or place,
                who=_who(said[f"who_{place}"], said[f"post_{place}"]),
                act=act,
                gates=Gate(said[f"gates_{place}"]),
                days=said[f"days_{place}"],
                stand_ins=frozenset(Capacity(one) for one in said[f"stand_ins_{place}"]),
                amended=Amended(said[f"amended_{place}"] or Amended.REFUSED),
            )

    def source_numbers(self) -> tuple[int, int | None]:
        """The instrument, and the provision where one is named."""
        instrument, _colon, provision = self.cleaned_data["source"].partition(":")
        return int(instrument), int(provision) if provision else None

    def line(self) -> dict[str, Any]:
        """What a line of a draft keeps, as the service takes it."""
        said = self.cleaned_data
        instrument, provision = self.source_numbers()
        return {
            "key": said["code"],
            "subject": said["subject"],
            "name": said["name"],
            "terms": self.terms(),
            "instrument": instrument,
            "provision": provision,
            "is_practice": said["is_practice"],
            "note": said["note"],
        }


STEP_FIELDS = ("order", "who", "post", "act", "gates", "days", "amended", "stand_ins")


def _step_fields(names: Nameable, place: int) -> dict[str, forms.Field]:
    roles = [(f"role:{role}", word_for(role, "role")) for role in Role]
    who = [
        NONE,
        (_("Bodies"), [(f"body:{id}", name) for id, name in names.bodies.items()]),
        (_("Offices"), [(f"office:{id}", name) for id, name in names.offices.items()]),
        (_("Whoever has the role"), roles),
        (_("Posts"), [(POST, _("the post named beside"))]),
    ]
    made: dict[str, forms.Field] = {
        "order": forms.IntegerField(
            label=_("Order"), required=False, initial=place, min_value=1, max_value=99
        ),
        "who": forms.ChoiceField(label=_("Who"), required=False, choices=who),
        "post": forms.CharField(label=_("Post number"), required=False, max_length=60),
        "act": forms.ChoiceField(
            label=_("Act"), required=False, choices=[NONE, *ACTS_OF_STEPS.items()]
        ),
        "gates": forms.ChoiceField(
            label=_("What waits for it"), required=False, choices=[NONE, *GATES_IN_SHORT.items()]
        ),
        "days": forms.IntegerField(
            label=_("Days allowed"), required=False, min_value=1, max_value=999
        ),
        "amended": forms.ChoiceField(
            label=_("Adopting as amended"),
            required=False,
            initial=Amended.REFUSED,
            choices=[*AMENDED.items()],
        ),
        "stand_ins": forms.MultipleChoiceField(
            label=_("May stand in"),
            required=False,
            initial=sorted(STAND_INS),
            choices=[*STANDING_IN.items()],
            widget=forms.CheckboxSelectMultiple,
        ),
    }
    return {f"{name}_{place}": made[name] for name in STEP_FIELDS}


def source_options(names: Nameable) -> Iterator[tuple[str, Any]]:
    for id, title, provisions in names.sources:
        if provisions:
            whole = (str(id), _("the whole of it"))
            yield title, [whole, *((f"{id}:{part}", label) for part, label in provisions)]
        else:
            yield str(id), title


def _minor(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount * 100)


def _major(minor: int | None) -> Decimal | None:
    return None if minor is None else Decimal(minor) / 100


def _who(chosen: str, post: int | None) -> Who:
    if chosen == POST:
        return Who(WhoKind.POST, (post or 0,))
    kind, _colon, named = chosen.partition(":")
    return Who(WhoKind(kind), (named,) if kind == WhoKind.ROLE else (int(named),))


def initial_of_rule(
    row: models.Rule | models.RuleDraftLine, rule: Rule, names: Nameable
) -> dict[str, Any]:
    """What the form shows of a rule, to be said anew."""
    whole, part = row.instrument_id, row.provision_id
    found: dict[str, Any] = {
        "code": row.key,
        "name": row.name,
        "note": row.note,
        "subject": row.subject,
        "rank": rule.rank,
        "actions": sorted(rule.actions or ()),
        "grades": sorted(rule.grades or ()),
        "unit": next((str(unit) for unit in rule.units or ()), ""),
        "source": f"{whole}:{part}" if part else str(whole),
        "is_practice": rule.source.is_practice,
    }
    found |= {"audiences": sorted(rule.audiences or ()), "demanded": rule.demanded}
    if rule.amounts:
        bounds = {"amount_above": rule.amounts.above, "amount_up_to": rule.amounts.up_to}
        found |= {name: _major(bound) for name, bound in bounds.items()}
        found |= {"currency": rule.amounts.currency}
    if rule.asks:
        found |= {"asks": rule.asks.key, "answer": "yes" if rule.presupposes else "no"}
        found |= {"asked_of": str(next(iter(rule.asks.who.ids))), "asked_days": rule.asks.days}
    for place, step in enumerate(sorted(rule.steps, key=lambda one: one.order), 1):
        named = next(iter(step.who.ids))
        is_post = step.who.kind is WhoKind.POST
        found |= {
            f"order_{place}": step.order,
            f"who_{place}": POST if is_post else f"{step.who.kind}:{named}",
            f"post_{place}": names.posts.get(int(named), "") if is_post else "",
            f"act_{place}": step.act,
            f"gates_{place}": step.gates,
            f"days_{place}": step.days,
            f"amended_{place}": step.amended,
            f"stand_ins_{place}": sorted(step.stand_ins),
        }
    return found


class EndRuleForm(KeyedForm):
    """Which rule ends, with nothing in its place."""

    rule = forms.ChoiceField(
        label=_("Rule"), help_text=_("from the day of the draft on, nothing is in its place")
    )

    def __init__(self, rules: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_one(self, "rule", rules)


class RulesInForceForm(KeyedForm):
    """Put in force what was tried and is before the person."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
