// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] =
  (Context.environment["TALION_STRICT"] == "1" ? [.treatAllWarnings(as: .error)] : [])
  + [.enableUpcomingFeature("ExistentialAny")]

let package = Package(
  name: "talion",
  products: [],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLAPACKE", pkgConfig: "lapacke",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),
    .target(name: "LinearAlgebra", dependencies: ["CLAPACKE"], swiftSettings: strict),
    .testTarget(name: "LinearAlgebraTests", dependencies: ["LinearAlgebra"], swiftSettings: strict),
    .target(
      name: "Randomness", dependencies: [.product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: strict),
    .testTarget(name: "RandomnessTests", dependencies: ["Randomness"], swiftSettings: strict),
    .target(
      name: "Estimation",
      dependencies: [
        "LinearAlgebra", "Randomness", .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "EstimationTests", dependencies: ["Estimation"], exclude: ["Reference"],
      swiftSettings: strict),
    .target(
      name: "PointProcesses",
      dependencies: [
        "Estimation", "LinearAlgebra", "Randomness",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PointProcessesTests", dependencies: ["PointProcesses"], swiftSettings: strict),
    .target(name: "Incidents", swiftSettings: strict),
    .testTarget(name: "IncidentsTests", dependencies: ["Incidents"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
