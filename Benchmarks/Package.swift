// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "talion-benchmarks",
  dependencies: [
    .package(name: "talion", path: ".."),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
  ],
  targets: [
    .executableTarget(
      name: "profile-coverage",
      dependencies: [
        .product(name: "Talion", package: "talion"),
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .executableTarget(
      name: "timeseries-speed",
      dependencies: [
        .product(name: "Talion", package: "talion"),
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .executableTarget(
      name: "count-lag",
      dependencies: [
        .product(name: "Talion", package: "talion"),
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
