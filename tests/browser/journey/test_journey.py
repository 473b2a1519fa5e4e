"""One real piece of work from the first file to the public page, by browser forms alone, in two places."""

import pytest

from tests.browser.journey import drawing, planning, preparing, publishing, visiting
from tests.browser.journey.people import People
from tests.browser.journey.places import PLACES, Place

STEPS = (
    preparing.import_list,
    preparing.put_in_force,
    preparing.write_checklists,
    preparing.import_register,
    preparing.import_officers,
    planning.plan,
    planning.simulate,
    planning.find_merges,
    planning.approve_and_publish,
    drawing.freeze,
    drawing.commit_and_reveal,
    drawing.draw_and_pair,
    drawing.notify,
    visiting.issue_pass,
    visiting.inspect,
    visiting.close_sections,
    visiting.find_nobody,
    publishing.publish_results,
    publishing.disclose,
    publishing.look_as_the_public,
    publishing.verify,
)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.lead.author.partition(".")[0])
def test_from_the_first_file_to_the_public_page(place: Place, site, sit_down, tmp_path):
    people = People(place, site, sit_down, tmp_path)
    for step in STEPS:
        step(people)
