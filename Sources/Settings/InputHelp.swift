import ArgumentParser

/// What the files of the data are, in the help of every command that takes them.
public enum InputHelp {
  /// The table of running totals.
  public static let claims: ArgumentHelp = "Table of running totals that goes with the incidents."
  /// The file of sides.
  public static let sides: ArgumentHelp = "File that says which names belong to which side."
  /// The table of answers whose motive is stated.
  public static let stated: ArgumentHelp = "Table of answers whose motive is stated."
}
