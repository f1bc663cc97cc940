"""What changes, in words: "SED is established" and every other sentence of drafts and comparisons.

One table by what happens, in its variants. What the sentences name is said by
`governance/texts/drafted` for a draft, by `changes` and `people` for a comparison of two days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_noop, ngettext

WORDS: Mapping[str, str] = {
    "unit_established": gettext_noop("{unit} ({name}) is established under {parent}."),
    "unit_established.top": gettext_noop("{unit} ({name}) is established, under no other unit."),
    "unit_established.once": gettext_noop("{unit} is established under {parent}."),
    "unit_established.top.once": gettext_noop("{unit} is established, under no other unit."),
    "unit_renamed": gettext_noop("{unit} becomes {after}, {name}. It is the same unit."),
    "unit_renamed.once": gettext_noop("{unit} becomes {after}. It is the same unit."),
    "unit_renamed.name": gettext_noop("{unit} is now called {name}."),
    "unit_renamed.same": gettext_noop("{unit} keeps its code and its name."),
    "unit_renamed.code": gettext_noop("{unit} becomes {after}; its name stays."),
    "unit_moved": gettext_noop("{unit} moves from {origin} to {into}."),
    "unit_moved.top": gettext_noop("{unit} moves from under {origin} to the top."),
    "unit_moved.from_top": gettext_noop("{unit} moves from the top to under {into}."),
    "unit_merged": gettext_noop("{unit} is merged into {into}."),
    "unit_merged.gone": gettext_noop("{unit}, {name}, is merged into {successor}."),
    "unit_merged.gone.once": gettext_noop("{unit} is merged into {successor}."),
    "unit_split": gettext_noop("{into} is split off from {unit}."),
    "unit_split.gone": gettext_noop("{unit}, {name}, is split; part of it becomes {successor}."),
    "unit_split.gone.once": gettext_noop("{unit} is split; part of it becomes {successor}."),
    "unit_replaced.gone": gettext_noop("{unit}, {name}, is replaced by {successor}."),
    "unit_replaced.gone.once": gettext_noop("{unit} is replaced by {successor}."),
    "unit_abolished": gettext_noop("{unit} is abolished; {successor} takes its place."),
    "unit_abolished.none": gettext_noop("{unit} is abolished; nothing takes its place."),
    "unit_abolished.gone": gettext_noop("{unit}, {name}, is abolished; nothing succeeds it."),
    "unit_abolished.gone.once": gettext_noop("{unit} is abolished; nothing succeeds it."),
    "unit_kind_changed": gettext_noop("The kind of {unit} changes from {before} to {after}."),
    "unit_reordered": gettext_noop("{unit} takes another place among its neighbours."),
    "unit_headed": gettext_noop("{post} becomes head of {unit}."),
    "unit_headed.now": gettext_noop("The head of {unit} is post {post}, {title}."),
    "unit_unheaded": gettext_noop("{unit} is without a head."),
    "unit_unheaded.now": gettext_noop("{unit} has no head any more; it was post {post}."),
    "unit_unchanged": gettext_noop("{unit} does not change."),
    "head_unchanged": gettext_noop("The head of {unit} stays {post}."),
    "post_established": gettext_noop("Post {post} ({grade}) is established in {into}."),
    "post_established.now": gettext_noop(
        "Post {post}, {title}, {grade}, is established in {unit}."
    ),
    "post_moved": gettext_noop("Post {post} moves from {origin} to {into}."),
    "post_moved.now": gettext_noop("Post {post}, {title}, moves from {before} to {after}."),
    "post_moved_heads": gettext_noop(
        "Post {post} moves from {origin} to {into} and becomes its head."
    ),
    "post_abolished": gettext_noop("Post {post} in {origin} is abolished; {successor} succeeds."),
    "post_abolished.none": gettext_noop("Post {post} in {origin} is abolished, with no successor."),
    "post_abolished.gone": gettext_noop("Post {post}, {title}, {grade}, is abolished."),
    "post_merged.gone": gettext_noop("Post {post}, {title}, is merged into post {after}."),
    "post_split.gone": gettext_noop("Post {post}, {title}, is split; part becomes post {after}."),
    "post_replaced.gone": gettext_noop("Post {post}, {title}, is replaced by post {after}."),
    "post_renumbered": gettext_noop("Post {before} gets the number {after}."),
    "post_retitled": gettext_noop("The title of post {post} changes from {before} to {after}."),
    "post_reclassified": gettext_noop("Post {post} is reclassified from {before} to {after}."),
    "block_established": gettext_noop("{count} posts of {title}, {grade}, are counted in {unit}."),
    "block_changed.fte": gettext_noop(
        "The block of {title}, {grade}, counts {after}; before, {before}."
    ),
    "block_changed.unit": gettext_noop(
        "The block of {title}, {grade}, moves from {before} to {after}."
    ),
    "block_changed.superior": gettext_noop(
        "The block of {title}, {grade}, comes under post {after}; before, under {before}."
    ),
    "block_changed.same": gettext_noop("The block of {title}, {grade}, stays as it is."),
    "block_abolished": gettext_noop("Posts of {title}, {grade}, are no longer counted in {unit}."),
    "duty_station_moved": gettext_noop(
        "The duty station of post {post} changes from {before} to {after}."
    ),
    "funding_changed": gettext_noop(
        "The funding source of post {post} changes from {before} to {after}."
    ),
    "category_changed": gettext_noop(
        "The category of post {post} changes from {before} to {after}."
    ),
    "contract_changed": gettext_noop(
        "The contract of post {post} changes from {before} to {after}."
    ),
    "fte_changed": gettext_noop(
        "The full-time equivalent of post {post} changes from {before} to {after}."
    ),
    "post_frozen": gettext_noop("Post {post} is frozen."),
    "post_frozen.now": gettext_noop("Post {post}, {title}, is frozen."),
    "post_unfrozen": gettext_noop("Post {post} is no longer frozen."),
    "post_unfrozen.now": gettext_noop("Post {post}, {title}, is no longer frozen."),
    "reporting_changed": gettext_noop("Post {post} reports to {after} instead of {before}."),
    "reporting_changed.new": gettext_noop("Post {post} reports to {after}."),
    "reporting_changed.none": gettext_noop("Post {post} no longer reports to {before}."),
    "reporting_changed.line": gettext_noop(
        "Post {post} reports to {after}; before, it reported to {before}."
    ),
    "reporting_changed.functional": gettext_noop(
        "Post {post} reports functionally to {after}; before, it reported to {before}."
    ),
    "reporting_changed.functional.new": gettext_noop(
        "Post {post} reports functionally to {after}."
    ),
    "reporting_changed.functional.none": gettext_noop(
        "Post {post} no longer reports functionally to {before}."
    ),
    "description_adopted": gettext_noop("A new job description of post {post} is adopted."),
    "description_adopted.first": gettext_noop("The job description of post {post} is adopted."),
    "description_adopted.none": gettext_noop("Post {post} is left without a job description."),
    "description_adopted.now": gettext_noop(
        "Post {post} has a new job description, version {after}."
    ),
    "adoption_ended": gettext_noop(
        "The job description of post {post}, version {before}, no longer applies."
    ),
    "duty_moved": gettext_noop("A duty moves from post {post} to post {into}."),
    "person_appointed": gettext_noop("{person} is appointed to post {post}."),
    "person_appointed.acting": gettext_noop("{person} begins to act in post {post}."),
    "person_appointed.lien": gettext_noop("{person} has a lien on post {post}."),
    "person_appointed.unnamed": gettext_noop("A holder is appointed to post {post}."),
    "person_appointed.acting.unnamed": gettext_noop("Somebody begins to act in post {post}."),
    "person_appointed.lien.unnamed": gettext_noop("A lien on post {post} begins."),
    "incumbency_ended": gettext_noop("{person} no longer holds post {post}."),
    "incumbency_ended.acting": gettext_noop("{person} no longer acts in post {post}."),
    "incumbency_ended.lien": gettext_noop("{person} no longer has a lien on post {post}."),
    "incumbency_ended.unnamed": gettext_noop("A holder leaves post {post}."),
    "incumbency_ended.acting.unnamed": gettext_noop("Somebody no longer acts in post {post}."),
    "incumbency_ended.lien.unnamed": gettext_noop("A lien on post {post} ends."),
    "person_engaged": gettext_noop("{person} is engaged in {unit} beside its posts: {manner}."),
    "engagement_changed": gettext_noop(
        "{person} is engaged in {unit} from then on, supervised by {supervisor}."
    ),
    "engagement_changed.none": gettext_noop("{person} is engaged in {unit} from then on."),
    "engagement_ended": gettext_noop("{person} is no longer engaged in {unit}."),
    "engagement_ended.manner": gettext_noop("{person} is no longer engaged in {unit}: {manner}."),
    "engagement_moved": gettext_noop("{person} is engaged in {unit} instead of {before}."),
    "engagement_supervised": gettext_noop(
        "{person}, engaged in {unit}, is supervised by post {post}."
    ),
    "engagement_on_other_terms": gettext_noop(
        "The engagement of {person} in {unit} is on other terms."
    ),
    "incumbency_moved": gettext_noop("{person} moves from post {before} to post {after}."),
    "share_changed": gettext_noop(
        "The share in post {post} changes from {before} to {after}: {person}."
    ),
    "manner_changed": gettext_noop("{person} is in post {post} as {after}; before, as {before}."),
    "person_changed": gettext_noop("Post {post} passes from {before} to {after}."),
}


def words(code: str) -> str:
    """The words of one thing that happens, in the language of the page, with placeholders."""
    return gettext(WORDS[code])


def words_naming(code: str, unit: str, name: str) -> str:
    """The words of what happens to a unit that say its code and its name; one of them where both
    are one, as of units out of organograms."""
    return words(f"{code}.once" if unit == name else code)


def words_of_several(code: str, count: int) -> str:
    """The same where it happens to several posts, counted with their grades."""
    return {
        "unit_merged": ngettext(
            "{unit} is merged into {into}; {count} post goes with it.",
            "{unit} is merged into {into}; {count} posts go with it.",
            count,
        ),
        "posts_established": ngettext(
            "{count} post ({grades}) is established in {into}.",
            "{count} posts ({grades}) are established in {into}.",
            count,
        ),
        "posts_moved": ngettext(
            "{count} post ({grades}) moves from {origin} to {into}.",
            "{count} posts ({grades}) move from {origin} to {into}.",
            count,
        ),
        "posts_abolished": ngettext(
            "{count} post ({grades}) in {origin} is abolished.",
            "{count} posts ({grades}) in {origin} are abolished.",
            count,
        ),
        "posts_frozen": ngettext(
            "{count} post ({grades}) is frozen.", "{count} posts ({grades}) are frozen.", count
        ),
        "posts_unfrozen": ngettext(
            "{count} post ({grades}) is no longer frozen.",
            "{count} posts ({grades}) are no longer frozen.",
            count,
        ),
    }[code]


@dataclass(frozen=True, slots=True)
class Sentence:
    """`words` is translated, with placeholders for `facts`."""

    words: str
    facts: Mapping[str, Any]

    def __str__(self) -> str:
        return self.words.format(**self.facts)

    @property
    def html(self) -> SafeString:
        """Every fact isolated; the words escaped."""
        apart = {name: _apart(str(fact)) for name, fact in self.facts.items()}
        return mark_safe(escape(self.words).format(**apart))


def _apart(fact: str) -> SafeString:
    """A code never breaks over two lines; words may."""
    return format_html('<span dir="auto">{}</span>' if " " in fact else "<bdi>{}</bdi>", fact)
