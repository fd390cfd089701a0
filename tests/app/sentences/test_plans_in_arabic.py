"""What is planned, offered or expected is said in Arabic with a verbal noun, and who answers before the preposition."""

import pytest

from tests.app.sentences.test_by_hand import answer

SUSPECTS = "مشتبهين بانتمائهم إلى تنظيم الدولة الإسلامية"
SAID = [
    ("iraq-offers-fair-trial", f"بحسب العراق نقلًا عنه في شبكة سي بي إس نيوز، عرض العراق محاكمة {SUSPECTS}."),
    ("iraq-offers-fair-trial", "وتشكك شبكة سي بي إس نيوز وسارة سنبر من هيومن رايتس ووتش في ذلك."),
    ("rubio-temporary", f"يُتوقع من العراق احتجاز {SUSPECTS} في العراق مؤقتًا."),
    ("rubio-confirms-plan", f"وافقت الولايات المتحدة على نقل {SUSPECTS} إلى العراق."),
    ("source-fears-release", f"يُتوقع إطلاق سراح {SUSPECTS} من سوريا."),
    ("sanbar-asks-home", "بحسب سارة سنبر من هيومن رايتس ووتش نقلًا عنها في شبكة سي بي إس نيوز"),
    ("zeidan-if-iraq-prosecutes", f"قد يعمد القضاء العراقي إلى محاكمة {SUSPECTS}، بشرط أن يحدث أمر آخر قبل ذلك."),
]


@pytest.mark.parametrize(("statement", "said"), SAID, ids=[f"{key} {at}" for at, (key, _) in enumerate(SAID)])
def test_a_plan_is_said_with_a_verbal_noun(statement: str, said: str) -> None:
    assert said in answer(f"/v1/statements/isis-detainee-transfer:{statement}", "ar")["summary"]
