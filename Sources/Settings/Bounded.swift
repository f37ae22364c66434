import ArgumentParser

/// A number that can stand in an option with a range.
public protocol BoundedNumber: Comparable, Sendable, LosslessStringConvertible {
  /// What a text should be, in words.
  static var words: String { get }
  /// The number as messages write it.
  var plain: String { get }
}

extension Int: BoundedNumber {
  /// What a text should be, in words.
  public static var words: String { "a whole number" }

  /// The number as messages write it.
  public var plain: String { description }
}

extension UInt64: BoundedNumber {
  /// What a text should be, in words.
  public static var words: String { "a whole number" }

  /// The number as messages write it.
  public var plain: String { description }
}

extension Double: BoundedNumber {
  /// What a text should be, in words.
  public static var words: String { "a number" }

  /// The number as messages write it.
  public var plain: String {
    self == rounded() && magnitude < 1e15 ? "\(Int(self))" : description
  }
}

extension ClosedRange where Bound: BoundedNumber {
  /// The range in words.
  var words: String { "\(lowerBound.plain) to \(upperBound.plain)" }

  /// A text as a number of the range.
  ///
  /// - Throws: A validation error that says what the number may be.
  func value(_ text: String) throws -> Bound {
    guard let value = Bound(text), contains(value) else {
      throw ValidationError("write \(Bound.words) from \(words).")
    }
    return value
  }
}

extension ClosedRange<Int> {
  /// A text as a number of the range, or 0 for none.
  ///
  /// - Throws: A validation error that says what the number may be.
  func valueOrNone(_ text: String) throws -> Int {
    if text == "0" { return 0 }
    guard let value = Int(text), contains(value) else {
      throw ValidationError("write a whole number from \(words), or 0 for none.")
    }
    return value
  }
}

// The only place in which an option's range, its help and its check are made: all three from one
// range. Numbers are read whatever they begin with, so that -1 is a number and no option.
extension Option {
  /// An option with a number within a range.
  public init(wrappedValue: Value, _ help: String, in range: ClosedRange<Value>)
  where Value: BoundedNumber {
    self.init(
      wrappedValue: wrappedValue, name: .long, parsing: .unconditional,
      help: "\(help) (\(range.words))", transform: { try range.value($0) })
  }

  /// An option with a number within a range, or 0 for none.
  init(wrappedValue: Value, _ help: String, orNone range: ClosedRange<Value>)
  where Value == Int {
    self.init(
      wrappedValue: wrappedValue, name: .long, parsing: .unconditional,
      help: "\(help) (\(range.words), or 0 for none)",
      transform: { try range.valueOrNone($0) })
  }

  /// An option with a number within a range, or 0 for none, and no value of its own.
  init(wrappedValue: Value = nil, _ help: String, orNone range: ClosedRange<Int>)
  where Value == Int? {
    self.init(
      name: .long, parsing: .unconditional, help: "\(help) (\(range.words), or 0 for none)",
      transform: { try range.valueOrNone($0) })
  }

  /// An option with a number within a range, and no value of its own.
  init<Number: BoundedNumber>(
    wrappedValue: Value = nil, _ help: String, in range: ClosedRange<Number>
  ) where Value == Number? {
    self.init(
      name: .long, parsing: .unconditional, help: "\(help) (\(range.words))",
      transform: { try range.value($0) })
  }
}

/// A list that commas separate.
public struct CommaSeparated: ExpressibleByArgument, Hashable, Sendable {
  /// The entries without blanks around them; empty ones are left out.
  public let entries: [String]

  /// A list of entries.
  public init(_ entries: [String]) { self.entries = entries }

  /// A list from its text; nil without any entry.
  public init?(argument: String) {
    entries = argument.split(separator: ",").map { part in
      var rest = part
      while rest.first?.isWhitespace == true { rest.removeFirst() }
      while rest.last?.isWhitespace == true { rest.removeLast() }
      return String(rest)
    }.filter { !$0.isEmpty }
    guard !entries.isEmpty else { return nil }
  }

  /// The list as help texts show it.
  public var defaultValueDescription: String { description }
}

extension CommaSeparated: CustomStringConvertible {
  /// The entries with commas between them.
  public var description: String { entries.joined(separator: ",") }
}
