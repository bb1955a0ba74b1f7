"""fix, export profile, import profile."""

from tests.cli.command_line import Line


def test_safe_fixes_are_shown_first_and_done_as_one_step(line: Line) -> None:
    line("demo", "fixed.kkw")
    shown = line("fix", "fixed.kkw", "--json").json
    assert shown["applied"] is False
    assert {(fix["before"], fix["after"]) for fix in shown["fixes"]} >= {
        ("33178800", "33 17 88 00")
    }
    assert line("fix", "fixed.kkw", "--apply").code == 0
    assert line("info", "fixed.kkw", "--json").json["steps"] == 1
    assert line("fix", "fixed.kkw", "--json").json["fixes"] == []


def test_a_profile_goes_from_one_workspace_to_another(line: Line) -> None:
    line("new", "from.kkw")
    line("new", "to.kkw")
    line("export", "profile", "from.kkw", "profile.toml")
    file = line.folder / "profile.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("count = 12", "count = 10"), encoding="utf-8")
    shown = line("import", "profile", "profile.toml", "--into", "to.kkw")
    assert "drill.count = 10" in shown.out
    assert line("info", "to.kkw", "--json").json["steps"] == 0
    assert line("import", "profile", "profile.toml", "--into", "to.kkw", "--apply").code == 0
    assert line("info", "to.kkw", "--json").json["steps"] == 1
    file.write_text("[drill]\ncount = 0\n", encoding="utf-8")
    refused = line("import", "profile", "profile.toml", "--into", "to.kkw", "--apply")
    assert refused.code == 2
    assert "Linje 2" in refused.err
    assert line("info", "to.kkw", "--json").json["steps"] == 1
