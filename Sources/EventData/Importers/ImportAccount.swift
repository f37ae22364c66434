import Incidents

/// What became of every row of an import.
public struct ImportAccount: Hashable, Sendable {
  /// A file that was read.
  public struct File: Hashable, Sendable {
    /// Its name as the user gave it.
    public let name: String
    /// The set that it is of.
    public let set: EventSet
    /// The number of its rows, without the header.
    public var rows = 0
    /// What the reader must know of the rules that were used.
    public var notes: [String] = []
  }

  /// A name of the data that was taken for a side, or not.
  public struct Name: Hashable, Sendable {
    /// The name as it stands in the data.
    public let name: String
    /// The side that it stands for; nil where it was not taken.
    public let side: Side?
    /// How many times rows name it.
    public let rows: Int
  }

  /// The files in the order in which they were given.
  public var files: [File] = []
  /// Rows of which at least one act was taken.
  public var taken = 0
  /// Incidents that were written.
  public var incidents = 0
  /// Rows of which nothing was taken, by the rule that left them out.
  public var left: [ImportRule: Int] = [:]
  /// Acts between the chosen sides, before those without direction are left out.
  public var chosen = 0
  /// How many of them have no direction.
  public var undirected = 0
  /// Incidents that are dated to the day.
  public var dayDated = 0
  /// Incidents that can stand for several acts, because the provider gathers acts in one row.
  public var aggregated = 0
  /// Incidents that are acts of violence.
  public var violent = 0
  /// The last edit of the provider among the rows that were taken.
  public var lastEdit: Day?
  /// The first and the last day of the incidents.
  public var days: ClosedRange<Day>?
  /// The sides with the names that were taken.
  public var names: [Name] = []
  /// Names that are sides of their own and differ only by accents, capitals, spaces or marks.
  public var likeNames: [LikeNames] = []
  /// The names most like those asked for that were not taken.
  public var nearest: [Name] = []

  /// All rows that were read.
  public var rows: Int { files.reduce(0) { $0 + $1.rows } }
}
