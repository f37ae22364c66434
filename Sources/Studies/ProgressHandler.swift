import Escalation

/// Where a long run says what it does and how far it is.
public typealias ProgressHandler = @Sendable (Stage) -> Void
