import Settings

extension StudyArguments {
  /// What a study names as its data: a table, or event data that become one.
  ///
  /// - Throws: ``StudyError`` at the key that is wrong.
  func data() throws(StudyError) -> (settings: DataSettings, events: ImportSettings?) {
    guard has(ImportSettings.filesKey) else {
      for key in ImportSettings.ownKeys where has(key) {
        throw error(
          atKey: key, "'\(key)' goes with event data",
          hint: "name their files with '\(ImportSettings.filesKey)'")
      }
      return (try settings(), nil)
    }
    for key in ["incidents", "times", "counts"] where has(key) {
      throw error(
        atKey: key, "the data are named twice: '\(ImportSettings.filesKey)' and '\(key)'",
        hint: "keep one of them")
    }
    let events = try keeping {
      ImportSettings.ownKeys.contains($0) || ImportSettings.sharedKeys.contains($0)
    }.parsed(
      ImportSettings.self, flags: ImportSettings.flags, positional: ImportSettings.filesKey)
    let rest = keeping { !ImportSettings.ownKeys.contains($0) }
    return (try rest.settings(adding: ["incidents": ImportedEvents.table]), events)
  }

  private func settings(adding implied: [String: String] = [:]) throws(StudyError) -> DataSettings {
    try parsed(
      DataSettings.self, flags: DataSettings.flags, repeated: ["totals-scope"],
      positional: "counts", adding: implied)
  }
}
