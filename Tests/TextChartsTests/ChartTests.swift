import RealModule
import TextCharts
import Testing

/// The rules that make a text chart readable, each as a check on drawn charts.
@Suite struct ChartTests {
  static let curve = CurveChart(
    title: "Answers of US to militias, responses a day per attack", xLabel: "days after the attack",
    caption: "95 % interval; 11 and 175 incidents",
    points: (0...120).map { i in
      let x = Double(i) * 0.25
      let value = 0.12 * x * Double.exp(-x / 3)
      return CurveChart.Point(x: x, value: value, lower: value * 0.4, upper: value * 1.7)
    })
  static let months: [Ticks.Tick] = [
    .init(value: 15, label: "2023-11"), .init(value: 45, label: "2023-12"),
    .init(value: 76, label: "2024-01"), .init(value: 107, label: "2024-02"),
  ]
  static let stack = StackedChart(
    title: "Rate of militias->US, incidents a day", caption: "111 days",
    layers: [
      .init(name: "baseline", values: (0..<111).map { _ in 0.6 }),
      .init(name: "own momentum", values: (0..<111).map { $0 % 20 < 5 ? 0.8 : 0.2 }),
      .init(name: "answers to US->militias", values: (0..<111).map { $0 % 30 < 4 ? 0.5 : 0 }),
    ], ticks: months)
  static let raster = EventRaster(
    title: "Incidents a day", caption: "111 days",
    rows: [
      .init(
        label: "US->militias", counts: (0..<111).map { $0 == 10 ? 1 : $0 == 40 ? 3 : 0 },
        isDated: true),
      .init(label: "in totals only", counts: (0..<111).map { Double($0 % 7) }, isDated: false),
    ], ticks: months)
  static let heat = HeatMap(
    title: "Branching matrix: direct responses per incident", caption: "95 % intervals",
    rowTitle: "responds", rows: ["US->militias", "militias->US"], columnTitle: "provokes",
    columns: ["US->militias", "militias->US"],
    cells: [
      [.init(value: 0.011, note: "0-1.6"), .init(value: 0.05, note: "0-0.17")],
      [.init(value: 0.16, note: "0-3.5"), .init(value: 0.4, note: "0.13-0.67")],
    ])
  static let all: [any TextChart] = [curve, stack, raster, heat]

  @Test(arguments: [40, 60, 80, 132])
  func noLineIsWiderThanThePageOrEndsInBlanks(width: Int) {
    for chart in Self.all {
      for glyphs in [GlyphSet.unicode, .ascii] {
        for line in chart.lines(ChartStyle(width: width, glyphs: glyphs)) {
          #expect(line.displayWidth <= width)
          #expect(line.last != " ")
        }
      }
    }
  }

  @Test func asciiIsAsciiAndNoChartHasEscapes() {
    for chart in Self.all {
      let text = chart.lines(ChartStyle(glyphs: .ascii)).joined(separator: "\n")
      #expect(text.utf8.allSatisfy { $0 < 0x80 })
      let drawn = chart.lines(ChartStyle()).joined(separator: "\n")
      #expect(!drawn.utf8.contains(0x1B))
    }
  }

  @Test func ticksAreRoundWithoutSpareDigits() {
    #expect(
      Ticks(from: 0, to: 0.223, atMost: 5).ticks.map(\.label) == [
        "0.00", "0.05", "0.10", "0.15", "0.20",
      ])
    #expect(
      Ticks(from: 0, to: 111, atMost: 6).ticks.map(\.label) == ["0", "20", "40", "60", "80", "100"])
    #expect(
      Ticks(from: -1, to: 1, atMost: 4).ticks.map(\.label) == ["-1.0", "-0.5", "0.0", "0.5", "1.0"])
    #expect(Ticks(from: 0, to: 9, atMost: 4).ticks.map(\.label) == ["0.0", "2.5", "5.0", "7.5"])
    for least in [0.0007, 0.3, 1, 2.2, 6, 99, 123_456] {
      let step = Ticks.roundStep(atLeast: least)
      #expect(step >= least * 0.999_999 && step <= least * 2.5)
    }
  }

  @Test func gridLinesFallOnTheirRows() {
    let lines = Self.curve.lines(ChartStyle())
    // Labels rise from the bottom by equal steps on equally spaced rows.
    let labelled = lines.enumerated().compactMap { index, line in
      line.contains("┤")
        ? (index, Double(line.prefix { $0 != "┤" }.filter { !$0.isWhitespace })!) : nil
    }
    #expect(labelled.count >= 3)
    let gaps = zip(labelled, labelled.dropFirst()).map {
      ($1.0 - $0.0, (($0.1 - $1.1) * 1000).rounded())
    }
    #expect(Set(gaps.map(\.0)).count == 1 && Set(gaps.map(\.1)).count == 1)
  }

  @Test func theCurveLiesOnItsBandAndThePeakIsSaid() {
    let lines = Self.curve.lines(ChartStyle())
    #expect(lines.contains { $0.contains("·●") })
    #expect(lines.last!.contains("peak 0.13 at 3"))
    #expect(lines[0] == Self.curve.title)
    #expect(lines.contains { $0.contains("● days after the attack; · 95 % interval") })
  }

  @Test func aBandFarBeyondTheCurveIsCutAndSaidSo() {
    let wild = CurveChart(
      title: "t", xLabel: "days", caption: "c",
      points: (0...10).map {
        .init(x: Double($0), value: 1, lower: 0, upper: $0 == 5 ? 400 : .infinity)
      })
    let lines = wild.lines(ChartStyle())
    #expect(lines.last!.contains("the band is cut at 3"))
    #expect(lines.contains { $0.contains("●●●") })
  }

  /// The band says how large a response that is estimated as zero may be.
  @Test(arguments: [0, 1e-12]) func aCurveAtZeroShowsItsBand(value: Double) {
    let chart = CurveChart(
      title: "t", xLabel: "days", caption: "c",
      points: (0...10).map { .init(x: Double($0), value: value, lower: 0, upper: 0.04) })
    let lines = chart.lines(ChartStyle())
    #expect(lines.contains { $0.hasPrefix("0.04 ┤") && $0.contains("···") })
    #expect(!lines.contains { $0.contains("0.00000") || $0.contains("cut at") })
  }

  @Test func negativeValuesHaveAZeroLine() {
    let chart = CurveChart(
      title: "t", xLabel: "days", caption: "c",
      points: (0...10).map { .init(x: Double($0), value: $0 < 5 ? -1 : 2, lower: -2, upper: 3) })
    let lines = chart.lines(ChartStyle())
    #expect(lines.contains { $0.hasPrefix(" 0") && $0.contains("╌") || $0.contains("0 ┤") })
  }

  @Test func layersAreToldApartByGlyphAndLegend() {
    let lines = Self.stack.lines(ChartStyle())
    #expect(lines.contains("░ baseline ▓ own momentum █ answers to US->militias"))
    let plot = lines.filter { $0.contains("│") || $0.contains("┤") }.joined()
    for glyph in ["░", "▓", "█"] { #expect(plot.contains(glyph)) }
    #expect(lines.contains { $0.contains("2023-12") && $0.contains("2024-02") })
    #expect(lines.last == "111 days; peak 1.9")
  }

  @Test func theRasterCountsWhatSharesAColumn() {
    let lines = Self.raster.lines(ChartStyle(width: 132))
    #expect(lines[1].hasPrefix("US->militias   │"))
    #expect(lines[1].contains("┃") && lines[1].contains("3"))
    #expect(lines[2].contains("█") && lines[2].contains("░"))
    // At half the width both days of a pair share a column.
    let dense = EventRaster(
      title: "t", caption: "c",
      rows: [.init(label: "a", counts: [Double](repeating: 1, count: 200), isDated: true)],
      ticks: []
    ).lines(ChartStyle(width: 43))
    #expect(dense[1] == "a │" + String(repeating: "5", count: 40))
  }

  @Test func heatMapsShowNumbersShadesAndScale() {
    let lines = Self.heat.lines(ChartStyle())
    #expect(lines.contains { $0.contains("0.16") && $0.contains("0.40") && $0.contains("█") })
    #expect(lines.contains { $0.contains("0.13-0.67") })
    #expect(lines.contains { $0.hasPrefix("shade: ") && $0.contains("0.50") })
    #expect(lines.contains { $0.hasPrefix("responds") && $0.contains("militias->US") })
  }

  @Test func nothingToDrawIsSaid() {
    let empty = CurveChart(title: "t", xLabel: "x", caption: "c", points: [])
    #expect(empty.lines(ChartStyle()) == ["t", "  (nothing to draw)", "c"])
    #expect(
      StackedChart(title: "t", caption: "c", layers: [], ticks: []).lines(ChartStyle()).count == 2)
    #expect(
      EventRaster(title: "t", caption: "c", rows: [], ticks: []).lines(ChartStyle()).count == 2)
  }
}
