import Tabular
import TextCharts

/// The charts of a page as files of their own.
enum PictureFiles {
  /// An SVG file for each chart in the folder `charts`, named by its number and its title.
  static func all(_ page: Page) -> [OutputFolder.File] {
    page.charts.enumerated().map { index, chart in
      let number = String(index + 1)
      let padded = String(repeating: "0", count: max(0, 2 - number.count)) + number
      return OutputFolder.File(
        name: "charts/\(padded)-\(slug(chart.title)).svg", bytes: Array(chart.picture.file.utf8))
    }
  }

  /// A title as the name of a file: lower-case ASCII letters and digits with hyphens between words.
  private static func slug(_ title: String) -> String {
    var words: [String] = [""]
    for scalar in title.unicodeScalars {
      if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        words[words.count - 1] += String(scalar).lowercased()
      } else if words.last != "" {
        words.append("")
      }
    }
    var name = ""
    for word in words where !word.isEmpty {
      guard name.isEmpty || name.count + word.count < 48 else { break }
      name += (name.isEmpty ? "" : "-") + word.prefix(48)
    }
    return name.isEmpty ? "chart" : name
  }
}
