// swift-tools-version: 6.2
import PackageDescription

/// Programs that measure Talion; what each measures stands in results/README.md.
let programs = [
  "changepoint-alarms", "count-lag", "extraction-speed", "honest-lags", "profile-coverage",
  "retaliation-tests", "timeseries-speed",
]

let package = Package(
  name: "talion-benchmarks",
  dependencies: [
    .package(name: "talion", path: ".."),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
  ],
  targets: programs.map { name in
    .executableTarget(
      name: name,
      dependencies: [
        .product(name: "Talion", package: "talion"),
        .product(name: "RealModule", package: "swift-numerics"),
      ])
  },
  swiftLanguageModes: [.v6]
)
