/// Where a long run says how far it is.
public typealias Progress = @Sendable (String) -> Void
