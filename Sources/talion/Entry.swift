import TalionCommands

@main enum Entry {
  static func main() async { await TalionMain.run() }
}
