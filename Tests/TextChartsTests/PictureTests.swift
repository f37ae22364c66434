import Foundation
import TextCharts
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Charts as pictures: valid, complete in themselves, with words for those who do not see them.
@Suite struct PictureTests {
  static let charts: [any TextChart] = [
    ChartTests.curve, ChartTests.stack, ChartTests.raster, ChartTests.heat,
  ]

  private static let nothing: [any TextChart] = [
    CurveChart(title: "a", xLabel: "x", caption: "c", points: []),
    StackedChart(title: "a", caption: "c", layers: [], ticks: []),
    StackedChart(
      title: "a", caption: "c", layers: [.init(name: "l", values: [1, .nan])], ticks: []),
    EventRaster(title: "a", caption: "c", rows: [], ticks: []),
    HeatMap(
      title: "a", caption: "c", rowTitle: "r", rows: [], columnTitle: "c", columns: [], cells: []),
  ]

  @Test(arguments: charts.indices)
  func aPictureIsWellFormedAndNeedsNothingElse(index: Int) throws {
    let chart = Self.charts[index]
    let picture = chart.picture
    let document = try XMLDocument(data: Data(picture.file.utf8))
    let root = try #require(document.rootElement())
    #expect(root.name == "svg")
    #expect(root.elements(forName: "title").first?.stringValue == chart.title)
    #expect(root.elements(forName: "desc").first?.stringValue == picture.summary)
    #expect(picture.summary.count > 40)
    for word in ["<script", "href", "<image", "@import", "nan", "inf,", "<foreignObject"] {
      #expect(!picture.file.contains(word), "\(word)")
    }
  }

  @Test(arguments: charts.indices)
  func everythingIsInsideOfThePicture(index: Int) throws {
    let picture = Self.charts[index].picture
    let root = try #require(XMLDocument(data: Data(picture.file.utf8)).rootElement())
    for node in root.children ?? [] {
      guard let element = node as? XMLElement else { continue }
      for (name, limit) in [("x", Picture.width), ("y", picture.height)] {
        guard let text = element.attribute(forName: name)?.stringValue else { continue }
        let value = try #require(Double(text))
        #expect((0...limit).contains(value), "\(element)")
      }
      for place in (element.attribute(forName: "d")?.stringValue ?? "").split(
        whereSeparator: { "MLZ".contains($0) })
      {
        let pair = place.split(separator: " ").compactMap { Double($0) }
        #expect(pair.count == 2 && (0...Picture.width).contains(pair[0]))
        #expect((0...picture.height).contains(pair[1]))
      }
    }
  }

  @Test func picturesOfOnePageHaveNamesOfTheirOwn() {
    let picture = ChartTests.curve.picture
    #expect(
      picture.element(id: "chart-1").contains("aria-labelledby=\"chart-1-title chart-1-desc\""))
    #expect(!picture.element(id: "chart-2").contains("chart-1"))
  }

  @Test func textsAreEscaped() throws {
    let title = "</svg><script>alert('1')</script> & \"x\" \u{1}"
    let chart = CurveChart(
      title: title, xLabel: "<i>", caption: "a < b",
      points: [
        .init(x: 0, value: 1, lower: 0, upper: 2), .init(x: 1, value: 2, lower: 1, upper: 3),
      ])
    let file = chart.picture.file
    #expect(!file.contains("<script") && !file.contains("<i>"))
    let root = try #require(XMLDocument(data: Data(file.utf8)).rootElement())
    #expect(
      root.elements(forName: "title").first?.stringValue
        == title.replacingOccurrences(of: "\u{1}", with: "\u{FFFD}"))
    #expect(XMLText.escaped("<&>\"'") == "&lt;&amp;&gt;&quot;&#39;")
  }

  @Test(arguments: nothing.indices)
  func nothingToDrawIsSaid(index: Int) throws {
    let picture = Self.nothing[index].picture
    #expect(picture.file.contains("(nothing to draw)"))
    _ = try XMLDocument(data: Data(picture.file.utf8))
  }

  @Test func aBandThatHasNoEndStaysInside() {
    let chart = CurveChart(
      title: "t", xLabel: "x", caption: "c",
      points: [
        .init(x: 0, value: 1, lower: -.infinity, upper: .infinity),
        .init(x: 1, value: 2, lower: .nan, upper: .nan),
        .init(x: 2, value: .nan, lower: 0, upper: 1),
      ])
    #expect(!chart.picture.file.lowercased().contains("nan "))
    #expect(!chart.picture.file.contains("inf"))
  }

  @Test func longSeriesStaySmall() {
    let values = (0..<20_000).map { Double($0 % 7) }
    let stack = StackedChart(
      title: "t", caption: "c", layers: [.init(name: "l", values: values)], ticks: [])
    let raster = EventRaster(
      title: "t", caption: "c", rows: [.init(label: "r", counts: values, isDated: true)], ticks: [])
    for chart in [stack, raster] as [any TextChart] {
      #expect(chart.picture.file.utf8.count < 100_000)
    }
  }
}
