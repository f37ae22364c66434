// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors where this is set (CI does), so that a newer compiler's warnings do not
/// break a user's build.
let strict = Context.environment["TALION_STRICT"] == "1"

let settings: [SwiftSetting] =
  [.enableUpcomingFeature("ExistentialAny")] + (strict ? [.treatAllWarnings(as: .error)] : [])

let realModule: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")

/// A room of the house and its tests. `imports` is what DESIGN.md lets the room see.
func room(
  _ name: String, imports: [Target.Dependency] = [], resources: [Resource]? = nil,
  testImports: [Target.Dependency] = [], testResources: [String] = []
) -> [Target] {
  [
    .target(name: name, dependencies: imports, resources: resources, swiftSettings: settings),
    .testTarget(
      name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + imports + testImports,
      exclude: testResources, swiftSettings: settings),
  ]
}

let rooms: [Target] =
  room("LinearAlgebra", imports: ["CLAPACKE"])
  + room("Randomness", imports: [realModule])
  + room(
    "Estimation", imports: ["LinearAlgebra", "Randomness", realModule], testResources: ["Reference"]
  )
  + room("Incidents")
  + room(
    "Tabular", imports: ["CHashing", "CXLSXWriter", "CXML2", "CZip", "CZlib"],
    testResources: ["Reference"])
  + room("Markup", imports: ["CXML2"])
  + room("TextCharts", testImports: [realModule])
  + room("EventData", imports: ["Incidents", "Tabular"])
  + room(
    "Extraction", imports: ["Incidents"], resources: [.embedInCode("Dictionaries")])
  + room(
    "TimeSeries", imports: ["Estimation", "LinearAlgebra", "Randomness", realModule],
    testResources: ["Reference"])
  + room(
    "PointProcesses",
    imports: ["Estimation", "LinearAlgebra", "Randomness", "CVectorMath", realModule])
  + room(
    "Escalation",
    imports: [
      "Incidents", "TimeSeries", "PointProcesses", "Estimation", "LinearAlgebra", "Randomness",
      realModule,
    ])
  + room(
    "Settings",
    imports: [
      "Escalation", "Incidents", "TimeSeries", "PointProcesses",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ])
  + room(
    "Reporting",
    imports: [
      "Escalation", "Tabular", "TextCharts", "Incidents", "TimeSeries", "PointProcesses",
      "Estimation", realModule,
    ], testImports: ["LinearAlgebra", "Randomness"])
  + room(
    "Studies",
    imports: [
      "Settings", "Reporting", "EventData", "Extraction", "Markup", "Escalation", "Incidents",
      "Tabular", "TextCharts", "LinearAlgebra", "Estimation",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
      .product(name: "Yams", package: "Yams"),
    ])
  + room(
    "TalionCommands",
    imports: [
      "Studies", "Settings", "Reporting", "Extraction", "EventData", "Escalation", "Incidents",
      "Tabular", "TextCharts", "LinearAlgebra", "PointProcesses", "TimeSeries",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ], testImports: ["talion"], testResources: ["Golden", "Fixtures"])

/// Rooms that are useful alone: each is a product of its own beside the library `Talion`.
let products = [
  "Escalation", "Estimation", "EventData", "Extraction", "Incidents", "LinearAlgebra", "Markup",
  "PointProcesses", "Randomness", "Reporting", "Settings", "Tabular", "TextCharts", "TimeSeries",
]

let package = Package(
  name: "talion",
  products: [
    .executable(name: "talion", targets: ["talion"]),
    .library(name: "Talion", targets: ["Talion"]),
  ] + products.map { .library(name: $0, targets: [$0]) },
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLAPACKE", pkgConfig: "lapacke",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),
    .target(name: "CHashing"),
    // Users build in release mode; without optimization its loops are correct, and slow.
    .target(name: "CVectorMath"),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  ] + rooms + [
    .testTarget(name: "HouseTests", swiftSettings: settings),
    .executableTarget(name: "talion", dependencies: ["TalionCommands"], swiftSettings: settings),
    .target(
      name: "Talion",
      dependencies: [
        "Studies", "Settings", "Reporting", "Escalation", "Incidents", "PointProcesses", "Tabular",
        "TextCharts",
      ], swiftSettings: settings),
    .testTarget(
      name: "TalionTests", dependencies: ["Talion", "talion"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
