"""The demo centre: whom it lets in, what it refuses, and what it says."""

import re
from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import Session, col, func, select

from app.access.models import AuditEvent, Data
from app.check_ins.models import Review
from app.demo.cast import KNOWN, shown_name, sign_in_names
from app.demo.service import NotEmpty, make_demo
from app.demo.signs import PASSPHRASE, SIGNS, print_signs, signs_of
from app.episodes.models import CareTeamMember, EpisodeOfCare, EpisodeStep, Phase
from app.family.queries import calendar, milestones, shared_now
from app.installation import Installation
from app.people import passphrases, service
from app.people.models import (
    Invitation,
    Language,
    Passphrase,
    Person,
    Profession,
    Role,
    RoleGrant,
    SignIn,
)
from app.people.schemas import StaffCreate
from app.people.service import minimum_for, new_person
from app.people.sign_in_names import tidy
from app.people.viewers import Viewer
from app.privacy.models import Recipient, RecipientKind
from app.privacy.queries import in_force_for
from app.programs.checks import faults
from app.programs.design import ProgrammeDesign
from app.programs.models import Centre, Programme, ProgrammeKind
from app.rooms import METADATA
from app.settings import Settings
from app.treatment_plan.content import PlanContent
from app.treatment_plan.models import PlanAcknowledgement, PlanVersion, TreatmentPlan
from tests.demo.conftest import NOW, make_at

UUIDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CHANCE = {("passphrase", "phc"), ("invitation", "token_hash"), ("integration", "token_hash")}


def test_refuses_an_installation_in_which_somebody_is(installation: Installation) -> None:
    with installation.database.unit_of_work() as db:
        new_person(
            db,
            shown_name="Somebody",
            roles=frozenset({Role.administrator}),
            time_zone="UTC",
            language=Language.en,
            granted_by=None,
            now=NOW,
        )
    with pytest.raises(NotEmpty) as refused:
        make_demo(installation, say=lambda words: None)
    assert refused.value.document()["code"] == "not_empty"
    assert refused.value.status == 409
    with installation.database.unit_of_work() as db:
        assert db.get(Centre, 1) is None
        assert [person.shown_name for person in db.exec(select(Person))] == ["Somebody"]


def test_refuses_an_installation_that_has_a_centre(installation: Installation) -> None:
    with installation.database.unit_of_work() as db:
        db.add(Centre(name="Another centre", time_zone="UTC"))
    with pytest.raises(NotEmpty):
        make_demo(installation, say=lambda words: None)
    assert signs_of(installation) is None


def test_a_demo_that_breaks_half_way_leaves_nothing(installation: Installation) -> None:
    said = []

    def break_at_the_third(words: str) -> None:
        said.append(words)
        if len(said) == 3:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        make_demo(installation, say=break_at_the_third)
    assert rows(installation) == Counter()
    assert make_demo(installation, say=lambda words: None) == SIGNS


def test_an_empty_installation_is_not_the_demo(installation: Installation) -> None:
    assert signs_of(installation) is None


def test_the_demo_knows_itself_until_its_centre_is_renamed(centre: Installation) -> None:
    assert signs_of(centre) == SIGNS
    with centre.database.unit_of_work() as db:
        name, db.get_one(Centre, 1).name = db.get_one(Centre, 1).name, "Our own centre"
    assert signs_of(centre) is None
    with centre.database.unit_of_work() as db:
        db.get_one(Centre, 1).name = name


def test_everybody_is_there(db: Session) -> None:
    assert Counter(db.exec(select(col(RoleGrant.role)))) == {
        Role.client: 30,
        Role.provider: 6,
        Role.relative: 3,
        Role.administrator: 1,
    }
    professions = [found for found in db.exec(select(col(Person.profession))) if found]
    assert len(professions) == len(set(professions)) == 6
    assert {Profession.counselor, Profession.psychiatrist} <= set(professions)
    kinds = set(db.exec(select(col(Programme.kind))))
    assert kinds == {ProgrammeKind.classic_group, ProgrammeKind.individualized}


def test_clients_are_at_every_stage_of_both_programmes(db: Session) -> None:
    stays = db.exec(
        select(EpisodeOfCare, Person, Programme)
        .join(Person, col(Person.id) == col(EpisodeOfCare.client_id))
        .join(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
    ).all()
    stages = Counter(
        (programme.kind.value, stage(stay, person, programme)) for stay, person, programme in stays
    )
    assert sum(count for (_, found), count in stages.items() if found != "alumni") == 26
    assert sum(count for (_, found), count in stages.items() if found == "alumni") == 4
    wanted = {"invited", "first week", "middle", "last level", "aftercare", "alumni"}
    for kind, before in (("classic_group", {"referral", "assessment"}), ("individualized", set())):
        assert {found for programme, found in stages if programme == kind} == wanted | before


def stage(stay: EpisodeOfCare, person: Person, programme: Programme) -> str:
    if stay.phase is not Phase.treatment:
        return stay.phase.value
    if not person.is_joined:
        return "invited"
    if NOW - stay.opened_at < timedelta(days=7):
        return "first week"
    return "last level" if stay.level == programme.levels[-1] else "middle"


def test_an_episode_stands_where_its_last_step_led(db: Session) -> None:
    for stay in db.exec(select(EpisodeOfCare)):
        steps = db.exec(
            select(EpisodeStep)
            .where(EpisodeStep.episode_id == stay.id)
            .order_by(col(EpisodeStep.at))
        ).all()
        assert steps[0].at == stay.opened_at
        assert (steps[-1].phase, steps[-1].level) == (stay.phase, stay.level)
        assert steps[-1].at < NOW


def test_every_client_has_one_primary_counselor_now(db: Session) -> None:
    primaries = db.exec(
        select(col(CareTeamMember.episode_id)).where(
            col(CareTeamMember.is_primary), col(CareTeamMember.left_at).is_(None)
        )
    ).all()
    assert len(primaries) == len(set(primaries)) == 30


def test_who_has_not_joined_has_an_open_invitation_and_no_passphrase(db: Session) -> None:
    waiting = set(db.exec(select(col(Person.id)).where(col(Person.joined_at).is_(None))))
    invited = {row.person_id for row in db.exec(select(Invitation)) if row.is_good(NOW)}
    with_passphrase = set(db.exec(select(col(Passphrase.person_id))))
    assert waiting == invited
    assert not waiting & with_passphrase
    assert len(waiting) == 5


def test_some_live_elsewhere_and_some_read_spanish(db: Session) -> None:
    people = db.exec(select(Person)).all()
    assert {person.time_zone for person in people} == {
        "America/New_York",
        "America/Chicago",
        "America/Los_Angeles",
    }
    assert sum(person.language is Language.es for person in people) == 2


def test_nobody_could_be_taken_for_a_real_person(db: Session) -> None:
    assert all(person.shown_name.startswith("Demo ") for person in db.exec(select(Person)))


@pytest.mark.parametrize("word", KNOWN)
def test_everybody_who_is_told_of_can_sign_in(centre: Installation, word: str) -> None:
    person, roles, _ = service.sign_in(
        centre.database, KNOWN[word], PASSPHRASE, network="", device="", known=None
    )
    assert person.shown_name == shown_name(word)
    assert roles
    assert {sign.sign_in_name for sign in SIGNS.people} == set(KNOWN.values())


def test_the_relative_who_is_told_of_is_shown_two_things_of_one_client_until_a_day(
    db: Session,
) -> None:
    row = db.exec(select(Recipient).where(Recipient.kind == RecipientKind.relative)).one()
    names = [db.get_one(Person, one).sign_in_name for one in (row.client_id, row.person_id)]
    assert names == [KNOWN["river"], KNOWN["maple"]]
    ((consent, shown),) = in_force_for(db, [row.id], NOW).values()
    assert shown == {Data.family_milestones, Data.family_calendar}
    assert consent.expires_at is not None
    assert consent.signed_at < NOW < consent.expires_at
    relative = db.get_one(Person, row.person_id)
    sign_in = SignIn(
        person_id=relative.id, token_hash="", device="", created_at=NOW, last_seen_at=NOW,
        idle_minutes=15, ends_at=NOW,
    )  # fmt: skip
    viewer = Viewer(relative, frozenset({Role.relative}), sign_in, NOW)
    ((client, parts),) = shared_now(db, viewer)
    assert parts == shown
    assert milestones(db, viewer, client)
    assert calendar(db, viewer, client)


def test_the_passphrase_would_be_taken_from_staff() -> None:
    minimum = minimum_for(frozenset({Role.provider}))
    passphrases.require_good(PASSPHRASE, minimum=minimum)
    assert all(name == tidy(name) for name in sign_in_names().values())
    assert StaffCreate(name=shown_name("cedar"), profession=Profession.counselor)


@pytest.mark.parametrize(
    ("centre", "installation"), [("sqlite", "postgres"), ("postgres", "sqlite")], indirect=True
)
def test_two_demos_of_one_moment_are_the_same_on_either_database(
    centre: Installation, installation: Installation
) -> None:
    make_at(NOW, installation)
    assert rows(installation) == rows(centre)


def rows(installation: Installation) -> Counter[str]:
    """Everything in the database but ids, hashes and sign-ins, with people by their names."""
    with installation.database.unit_of_work() as db:
        names = {person.id: person.sign_in_name for person in db.exec(select(Person))}
        return Counter(
            told(table.name, dict(row._mapping), names)
            for table in METADATA.sorted_tables
            if table.name not in {"sign_in", "known_device", "failed_sign_in"}
            for row in db.connection().execute(table.select())
        )


def told(table: str, row: dict[str, object], names: dict[UUID, str]) -> str:
    said = {
        key: names.get(value, "an id") if isinstance(value, UUID) else value
        for key, value in row.items()
        if (table, key) not in CHANCE
    }
    return UUIDS.sub("an id", f"{table} {said}")


def test_prints_how_to_sign_in_and_how_a_phone_gets_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_signs(Settings(origin="http://localhost:8123", port=8123), SIGNS)
    said, warned = capsys.readouterr()
    assert warned == ""
    assert "http://localhost:8123" in said
    assert "COMPANION_ORIGIN" in said
    assert "adb reverse tcp:8123 tcp:8123" in said
    assert PASSPHRASE in said
    assert all(name in said for name in KNOWN.values())


def test_says_nothing_of_a_cable_where_phones_have_an_address(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_signs(Settings(origin="https://care.example"), SIGNS)
    said = capsys.readouterr().out
    assert "https://care.example" in said
    assert "adb" not in said


def test_every_look_is_in_the_trail_in_its_order(db: Session) -> None:
    events = db.exec(select(AuditEvent).order_by(col(AuditEvent.sequence))).all()
    reviews = db.exec(select(func.count()).select_from(Review)).one()
    assert len(events) == 2 * reviews > 0
    assert [event.at for event in events] == sorted(event.at for event in events)


def test_its_programmes_have_no_fault_a_template_may_not_have(db: Session) -> None:
    for programme in db.exec(select(Programme)):
        assert faults(ProgrammeDesign.model_validate(programme.design)) == []


def test_its_plans_are_whole_and_agreed_by_all_but_one(db: Session) -> None:
    plans = db.exec(select(TreatmentPlan)).all()
    assert len(plans) > 10
    agreed = Counter(
        (row.plan_id, row.number, row.is_client) for row in db.exec(select(PlanAcknowledgement))
    )
    for plan in plans:
        newest = db.get_one(PlanVersion, (plan.id, plan.version))
        PlanContent.model_validate(newest.content)
        assert agreed[plan.id, plan.version, False] == 1
    waits = [plan for plan in plans if not agreed[plan.id, plan.version, True]]
    assert len(waits) == 1
