/// The release.
public enum Release {
  /// The version of this release, as manifests and `--version` state it.
  public static let version = "0.1.0"
}
