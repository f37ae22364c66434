/// Where a long run says how far it is.
public typealias ProgressHandler = @Sendable (String) -> Void
