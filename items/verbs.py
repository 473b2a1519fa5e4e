"""How people read what was done around items."""

from django.utils.translation import gettext_lazy as _

from items.states import CLAIM_WORKFLOW, ITEM_WORKFLOW
from tenancy.verbs import name_verbs

name_verbs(
    {f"items.{name}": move.label for name, move in ITEM_WORKFLOW.moves.items()}
    | {f"items.{name}": move.label for name, move in CLAIM_WORKFLOW.moves.items()}
    | {
        "items.offer": _("上级事项送达，待认领"),
        "items.draft": _("起草事项"),
        "items.change": _("修改草稿"),
        "items.revise": _("修订事项"),
        "items.discard": _("删除草稿"),
        "items.agree": _("会签同意"),
        "items.object": _("会签有异议"),
        "items.escalate": _("会签超期督办"),
        "items.set_chain": _("设置清单办理环节"),
        "items.add_batch": _("建立发布批次"),
        "items.load_demo": _("载入演示事项"),
    }
)
