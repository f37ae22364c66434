import Testing

import TalionCommands

/// A mistyped command is answered with the one that was meant.
@Suite struct SubcommandsTests {
  @Test(arguments: [
    (["fti"], "did you mean 'talion fit'?"),
    (["fit", "hawks"], "did you mean 'talion fit hawkes'?"),
    (["extrakt", "a.txt"], "did you mean 'talion extract'?"),
    (["study", "go"], "use one of run"),
  ])
  func aMistypedCommandIsNamed(arguments: [String], words: String) throws {
    let complaint = try #require(Subcommands.complaint(arguments))
    #expect(complaint.contains(words))
  }

  @Test(arguments: [
    [], ["--version"], ["help", "fti"], ["fit", "--help"], ["extract", "fti"],
    ["fit", "hawkes", "fti"],
  ])
  func otherWordsAreLeftToTheParser(arguments: [String]) {
    #expect(Subcommands.complaint(arguments) == nil)
  }
}
