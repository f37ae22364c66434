import EventData

extension TableKind {
  /// What is read from a column of a table of this kind.
  func meaning(of column: String, at position: Int) -> String {
    guard let columns else {
      return position == 0 ? "label of the period" : column.isEmpty ? "not used" : "numbers"
    }
    guard columns.contains(column) else { return "not used" }
    return TableKind.meanings[column] ?? column
  }

  private static let meanings = [
    "actor": "acting side", "byte_end": "end of its place in the document",
    "byte_start": "begin of its place in the document", "confidence": "confidence, 0 to 1",
    "count": "number of acts", "count_max": "largest possible number of acts",
    "count_min": "smallest possible number of acts", "date": "day",
    "date_earliest": "first possible day", "date_latest": "last possible day",
    "date_max": "last possible day", "date_min": "first possible day", "doc": "document",
    "document": "document", "evidence": "words of the source", "id": "identifier",
    "killed": "number of people killed", "killed_max": "largest possible number of people killed",
    "killed_min": "smallest possible number of people killed", "note": "words of the source",
    "place": "place", "provoker": "side that is answered", "qualifier": "words of the source",
    "responder": "side that answers", "response_earliest": "first possible day of the answer",
    "response_latest": "last possible day of the answer",
    "retaliation_for": "identifiers of the acts that it answers", "since": "first day of a total",
    "since_max": "latest possible first day of a total",
    "since_min": "earliest possible first day of a total", "source": "acting side",
    "source_date": "day of the statement", "source_name": "name in the source",
    "stated": "day of the statement", "stream": "stream", "target": "side that is acted on",
    "target_name": "name of that side in the source", "time": "time",
    "trigger_earliest": "first possible day of the act that is answered",
    "trigger_latest": "last possible day of the act that is answered", "unit": "what is counted",
    "until": "last day of a total", "until_max": "latest possible last day of a total",
    "until_min": "earliest possible last day of a total", "weapon": "weapon",
    "wounded": "number of people wounded",
    "wounded_max": "largest possible number of people wounded",
    "wounded_min": "smallest possible number of people wounded",
  ]
}
