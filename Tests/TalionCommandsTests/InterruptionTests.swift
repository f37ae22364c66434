import Testing

/// A run that is stopped leaves no file that is half written, and nothing in the way of the next.
@Suite struct InterruptionTests {
  @Test func aStoppedImportLeavesNoPartialFile() throws {
    let outcome = try GoldenTests.run(
      """
      cd "$TMP"
      awk 'BEGIN { print "source,target,date"; for (i = 0; i < 1500000; i++) \
      print "RED,BLUE,2031-04-05" }' > big.csv
      talion import big.csv --as table --map source=source,target=target,date=date \
        --output results > /dev/null 2>&1 &
      run=$!
      until [ -e results/.talion-partial-0 ]; do sleep 0.01; done
      kill -TERM $run
      wait $run
      echo "code $?"
      ls -A results
      head -n 3 big.csv > small.csv
      talion import small.csv --as table --map source=source,target=target,date=date \
        --output results --quiet
      echo "code $?"
      """)
    #expect(outcome.stdout == "code 143\nmanifest.json\ncode 0\n", "\(outcome.stderr)")
  }
}
