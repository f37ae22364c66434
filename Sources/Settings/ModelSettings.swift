import ArgumentParser
import Escalation

/// The options of one model: names, defaults, ranges, help and checks, for the command line and for
/// study files alike.
public protocol ModelSettings: ParsableArguments, Sendable {
  /// The model's name: the subcommand of `fit`, and the value of `fit` in a study file.
  static var name: String { get }
  /// What the model does, in one line.
  static var abstract: String { get }
  /// More of it, with runnable examples.
  static var discussion: String { get }
  /// The options that take no value; in a study file they are `yes` or `no`.
  static var flags: [String] { get }

  /// The analysis with every option filled in.
  ///
  /// - Throws: A validation error where options do not go together.
  func analysis() throws -> any Analysis
}

extension ModelSettings {
  /// The options that take no value.
  public static var flags: [String] { [] }
}

/// All models that `fit` and study files know.
public enum Models {
  /// The models of the subcommand `fit`.
  public static let fits: [any ModelSettings.Type] = [
    HawkesSettings.self, VectorAutoregressionSettings.self, CountSettings.self,
    ProjectionSettings.self,
  ]

  /// All that a study file may name under `fit`.
  public static let all: [any ModelSettings.Type] =
    fits + [
      ModelFreeSettings.self, ComparisonSettings.self, DescriptionSettings.self,
      ChangePointSettings.self, RetaliationTestSettings.self,
    ]

  /// The settings of a name; nil where there are none.
  public static func named(_ name: String) -> (any ModelSettings.Type)? {
    all.first { $0.name == name }
  }
}
