// swift-tools-version: 6.2
import PackageDescription

/// Programs that measure Talion, with the rooms that each needs; what each measures is in
/// results/README.md.
let programs = [
  "changepoint-alarms": ["Estimation", "Randomness", "TimeSeries"],
  "count-lag": ["Estimation", "LinearAlgebra", "Randomness", "TimeSeries"],
  "extraction-scale": ["EventData", "Extraction", "Incidents", "Tabular"],
  "extraction-speed": ["Extraction", "Incidents", "Tabular"],
  "honest-lags": ["Estimation", "LinearAlgebra", "PointProcesses", "Randomness", "TextCharts"],
  "learn-extraction": ["EventData", "Extraction", "Incidents", "Tabular"],
  "posterior-speed": ["LinearAlgebra", "PointProcesses", "Randomness"],
  "profile-coverage": ["Estimation", "PointProcesses", "Randomness"],
  "retaliation-tests": ["Estimation", "PointProcesses", "Randomness"],
  "stated-motives": ["Estimation", "PointProcesses", "Randomness"],
  "table-speed": ["EventData", "Tabular"],
  "verdicts": ["Escalation", "Estimation", "Randomness", "Settings"],
  "timeseries-speed": ["LinearAlgebra", "Randomness", "TimeSeries"],
]

let package = Package(
  name: "talion-benchmarks",
  dependencies: [
    .package(name: "talion", path: ".."),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
  ],
  targets: programs.sorted { $0.key < $1.key }.map { name, rooms in
    .executableTarget(
      name: name,
      dependencies: rooms.map { .product(name: $0, package: "talion") } + [
        .product(name: "RealModule", package: "swift-numerics")
      ])
  },
  swiftLanguageModes: [.v6]
)
