import LinearAlgebra

/// The release.
public enum Release {
  /// The version of this release, as manifests and `--version` state it.
  public static let version = "0.1.0"

  /// What computes besides it, as manifests state it.
  public static let software = [
    (key: "openblas", value: Backend.configuration), (key: "kernels", value: Backend.kernelFamily),
    (key: "blas_threads", value: "1"),
    (key: "random_streams", value: "philox4x32-10 keyed by seed, part and replicate"),
  ]
}
