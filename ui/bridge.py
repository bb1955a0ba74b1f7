"""The one link between the core and the widgets."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from math import inf
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from kkworkbench.garbage import keep_for_good, let_go, no_collection
from kkworkbench.messages import Messages
from kkworkbench.model.finding import Finding, Severity
from kkworkbench.rules import fixes, loading, wording
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Result, Results
from kkworkbench.rules.wording import Wording
from kkworkbench.state.changes import Change
from kkworkbench.state.state import State
from kkworkbench.workspace.command import Command
from kkworkbench.workspace.commands.bulk import ApplyFixes
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.events import StateChanged
from kkworkbench.workspace.history import SHOWN
from kkworkbench.workspace.workspace import Undone, Workspace
from ui.finding import BackgroundFinder

SLICE_SECONDS = 0.008
"""How long one slice of checking may hold the window."""
WAIT_MS = 10


class Bridge(QObject):
    """Run commands for the widgets and tell them what changed.

    Signals:
        state_changed(StateChanged): a change set was committed, undone or followed.
        findings_changed(frozenset): ids of the subjects whose findings differ.
        checking_changed(bool): whether findings are still being worked out.
        refused(str): why a command was not done, for the status bar.
        failed(str): why something could not be saved, for a dialog.
        done(str, str): label of a committed step and the id of what it is about, for a toast.
    """

    state_changed = Signal(object)
    findings_changed = Signal(object)
    checking_changed = Signal(bool)
    refused = Signal(str)
    failed = Signal(str)
    done = Signal(str, str)

    def __init__(
        self,
        workspace: Workspace,
        messages: Messages,
        *,
        today: Callable[[], date] = date.today,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._messages = messages
        self._today = today
        self._results = Results(Engine(workspace.state, today=today))
        self._visible: frozenset[str] = frozenset()
        self._checking = False
        self._saved_at = datetime.now()
        self.finder = BackgroundFinder(workspace, self)  # first: what follows may look in it
        self._stop = workspace.subscribe(self._on_state_changed)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._tick)
        self._loading = Thread(target=loading.load, daemon=True)
        self._midnight = QTimer(self, singleShot=True)
        self._midnight.timeout.connect(self._on_midnight)
        self._await_midnight()

    # what is

    @property
    def workspace(self) -> Workspace:
        return self._workspace

    @property
    def state(self) -> State:
        return self._workspace.state

    @property
    def messages(self) -> Messages:
        return self._messages

    @property
    def results(self) -> Results:
        return self._results

    @property
    def is_read_only(self) -> bool:
        return self._workspace.store.read_only

    @property
    def is_checking(self) -> bool:
        return self._checking

    @property
    def saved_at(self) -> datetime:
        """When the newest edit was committed, in local time."""
        return self._saved_at

    def text(self, key: str, **params: object) -> str:
        """Word a message key."""
        return self._messages.text(key, **params)

    def results_of(self, subject: str) -> tuple[Result, ...]:
        return self._results.of(subject)

    def counts(self) -> Mapping[Severity, int]:
        return self._results.counts()

    def describe(self, result: Result | Finding) -> Wording:
        """Word a finding: message, explanation, principle, label of its fix."""
        return wording.describe(result, self.state, self._messages)

    def today(self) -> date:
        return self._today()

    # what a person does

    def run(self, command: Command, *, snapshot: str = "") -> bool:
        """Do a command; what hinders it is told by `refused` or `failed`.

        With `snapshot`, what stood before gets that name.

        Returns whether it was done (a command that changes nothing counts as done).
        """
        try:
            made = self._workspace.execute(command, snapshot=snapshot)
        except WorkbenchError as error:
            self.tell(error)
            return False
        if made is not None:
            self.done.emit(made.label, made.changes[0].id)
        return True

    def fix(
        self, findings: Iterable[Finding], answers: Mapping[Finding, str] | None = None
    ) -> bool:
        """Apply the fixes of findings as one step."""
        return self.run(ApplyFixes(tuple(findings), tuple((answers or {}).items())))

    def answer_wanted(self, finding: Finding) -> str | None:
        """Name the kind of answer that a finding's fix asks for ("contact", …), or None."""
        return fixes.answer_kind(finding)

    def undo(self) -> Undone | None:
        return self._take_back(self._workspace.undo)

    def redo(self) -> Undone | None:
        return self._take_back(self._workspace.redo)

    def revert(self, steps: Iterable[int], label: str) -> Undone | None:
        return self._take_back(lambda: self._workspace.revert(steps, label))

    def show(self, branch: str, step: int | None = None) -> bool:
        """Show a variant, or the main line where it is "", now or after a step; say if it is."""
        try:
            self._workspace.show(branch, step)
        except WorkbenchError as error:
            self.tell(error)
            return False
        return True

    def close_group(self) -> None:
        """End a run of merging edits, as when the focus moves."""
        self._workspace.close_group()

    def tell(self, error: WorkbenchError) -> None:
        """Say what is wrong: a refusal in the status bar, trouble in a dialog."""
        sentence = self._messages.text(error.key, **error.params)
        if error.key.startswith("refused."):
            self.refused.emit(sentence)
        else:
            self.failed.emit(sentence)

    # checking

    def start_checking(self) -> None:
        """Run all rules in slices, without holding the window."""
        self._results.check_all()
        self._set_checking(True)
        keep_for_good()
        if self._loading.ident is None:
            self._loading.start()
        self._timer.start()

    def show_first(self, subjects: Collection[str]) -> None:
        """Say which subjects are on the screen: they are checked before the rest."""
        self._visible = frozenset(subjects)

    def settle(self, seconds: float = inf) -> bool:
        """Check on now, for about so many seconds; what changed is told once.

        Returns whether all is checked.
        """
        if self._checking:
            self._slice(seconds)
        return not self._checking

    def preview(
        self, state: State, changes: Iterable[Change], shown: Collection[str]
    ) -> Mapping[str, tuple[Result, ...]]:
        """Return the results that a draft would have for the shown subjects; stores nothing."""
        return self._results.preview(state, changes, shown)

    def close(self) -> None:
        """Stop following the workspace."""
        self._timer.stop()
        self._midnight.stop()
        self.finder.close()
        self._stop()
        let_go()

    # inside

    def _take_back(self, step: Callable[[], Undone | None]) -> Undone | None:
        try:
            undone = step()
        except WorkbenchError as error:
            self.tell(error)
            return None
        if undone is not None and undone.conflicts:
            self.refused.emit(self.text("undo.conflict", n=len(undone.conflicts)))
        return undone

    def _on_state_changed(self, event: StateChanged) -> None:
        self._saved_at = datetime.now()
        changed = self._results.touch(event.after, event.change_set.changes)
        if not self._checking and event.change_set.label != SHOWN:
            changed |= self._results.settle(SLICE_SECONDS, self._visible)
        self.state_changed.emit(event)
        if changed:
            self.findings_changed.emit(frozenset(changed))
        if not self._results.is_settled:
            self._set_checking(True)
            self._timer.start()

    def _tick(self) -> None:
        """Check a slice, once what the rules load is there; until then ask again in a while."""
        is_loading = self._loading.is_alive()
        self._timer.setInterval(WAIT_MS if is_loading else 0)
        if not is_loading:
            self._slice()

    def _slice(self, seconds: float = SLICE_SECONDS) -> None:
        with no_collection():
            changed = self._results.settle(seconds, self._visible)
        if changed:
            self.findings_changed.emit(frozenset(changed))
        if self._results.is_settled:
            self._timer.stop()
            keep_for_good()
            self._set_checking(False)
            self.finder.start()

    def _set_checking(self, checking: bool) -> None:
        if checking != self._checking:
            self._checking = checking
            self.checking_changed.emit(checking)

    def _await_midnight(self) -> None:
        now = datetime.now()
        midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time())
        self._midnight.start(int((midnight - now).total_seconds() * 1000) + 1000)

    def _on_midnight(self) -> None:
        changed = self._results.date_changed()
        if changed:
            self.findings_changed.emit(frozenset(changed))
        self._set_checking(True)
        self._timer.start()
        self._await_midnight()
