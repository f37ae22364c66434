import EventData
import Incidents
import Testing

/// Sets that people code: UCDP GED, SCAD, GTD, xSub.
@Suite struct CodedSetTests {
  static let gedColumns =
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    + "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    + "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    + "source_date,source_headline,source_original,where_prec,where_coordinates,"
    + "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    + "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
    + "deaths_unknown,best,high,low,gwnoa,gwnob\n"

  static func ged(
    _ id: Int, type: Int, _ one: String, _ two: String, clarity: Int = 1, precision: Int = 1,
    _ start: String, _ end: String
  ) -> String {
    "\(id),R-\(id),2031,True,Clear,\(type),1,1,C,1,1,D,1,1,\(one),2,2,\(two),1,\"\"\"W, 1\"\"\",W,"
      + "2031-06-01,H,O,1,Ford,Ford,Shire,,1,2,POINT (2 1),1,Land,900,R,\(clarity),\(precision),"
      + "\(start) 00:00:00.000,\(end) 00:00:00.000,0,2,0,1,3,5,2,900,\n"
  }

  static let gedRows =
    ged(1, type: 1, "Government of Oster", "Harbour League", "2031-06-01", "2031-06-01")
    + ged(
      2, type: 3, "Harbour League", "Civilians", clarity: 2, precision: 4, "2031-06-03",
      "2031-06-20")
    + ged(3, type: 3, "Harbour League", "Civilians", precision: 3, "2031-06-10", "2031-06-10")

  @Test(arguments: [true, false]) func gedIsReadWithAndWithoutAHeader(hasHeader: Bool) throws {
    let found = try Imported((hasHeader ? Self.gedColumns : "") + Self.gedRows)
    #expect(found.set == "ged")
    #expect(found.account.rows == 3)
    #expect(found.incidents.map(\.id) == ["e2", "e3"])
    let summary = try found("e2")
    #expect(summary.dates == days("2031-06-03..2031-06-20") && summary.count == oneOrMore)
    #expect(summary.killed == (try CountInterval(minimum: 2, maximum: 5)))
    #expect(try found("e3").count == .one)
    // A precision of a week and one day: the wider of the two.
    #expect(try found("e3").dates == days("2031-06-04..2031-06-16"))
    #expect(found.account.left == [.undirected: 1])
    #expect(found.dropped.map(\.row) == [hasHeader ? 2 : 1])
  }

  @Test func gedAnswersOfTheWebServiceAreRead() throws {
    let text = """
      {"TotalCount": 2, "TotalPages": 1, "NextPageUrl": "", "Result": [
       {"id": 41, "active_year": true, "type_of_violence": 3, "side_a": "Harbour League",
        "side_b": "Civilians", "event_clarity": 1, "date_prec": 1, "best": 4, "low": 4, "high": 4,
        "date_start": "2019-06-01T00:00:00", "date_end": "2019-06-01T00:00:00", "country": "Land",
        "where_description": "a \\"mill\\", by the ford", "deaths_a": null},
       {"id": 42, "type_of_violence": 1, "side_a": "Oster", "side_b": "Harbour League",
        "date_start": "2019-06-02T00:00:00", "date_end": "2019-06-04T00:00:00"}]}
      """
    let found = try Imported(text) { $0.undirected = .first }
    #expect(found.set == "ged" && found.account.rows == 2)
    #expect(try found("e41").dates == days("2019-06-01"))
    #expect(try found("e41").place == "a \"mill\", by the ford")
    #expect(try found("e42").dates == days("2019-06-02..2019-06-04"))
  }

  @Test func scadEventsOfSeveralDaysAreProcesses() throws {
    let found = try Imported(
      """
      eventid,ccode,countryname,startdate,enddate,duration,stday,stmo,styr,eday,emo,eyr,etype,actor1,target1,ndeath
      71,900,Land,04-May-31,04-May-31,1,4,5,2031,4,5,2031,8,Harbour League,Government,2
      72,900,Land,05-May-31,09-May-31,5,5,5,2031,9,5,2031,9,Hill Council,Harbour League,-99
      73,900,Land,06-May-31,06-May-31,1,6,5,2031,6,5,2031,1,Students,Government,0

      """
    ) { $0.violentOnly = true }
    #expect(found.set == "scad")
    #expect(try found("e71").dates == days("2031-05-04") && found("e71").count == .one)
    #expect(try found("e72").dates == days("2031-05-05..2031-05-09"))
    #expect(try found("e72").count == oneOrMore && found("e72").killed == nil)
    #expect(found.account.left == [.notViolent: 1])
  }

  @Test func gtdDatesAreAsWideAsTheyAreKnown() throws {
    let found = try Imported([
      (
        "gtd.csv",
        Array(
          """
          eventid,iyear,imonth,iday,approxdate,extended,resolution,country_txt,city,summary,attacktype1_txt,targtype1_txt,gname,weaptype1_txt,nkill,nwound,related
          203105040001,2031,5,4,,0,,Land,Milltown,"two
          lines",Bombing/Explosion,Military,Harbour League,Explosives,,3,"203105040002, 203105040001"
          203105000002,2031,5,0,"May 3-5, 2031",0,,Land,Ford,,Armed Assault,Military,Harbour League,Firearms,1,,
          203105000003,2031,5,0,,0,,Land,Ford,,Armed Assault,Police,Harbour League,Unknown,,,
          203100000004,2031,0,0,,0,,Land,Ford,,Armed Assault,Police,Harbour League,Unknown,,,
          203105100005,2031,5,10,,1,2031-05-20,Land,Ford,,Hostage Taking (Kidnapping),Police,Harbour League,Unknown,,,
          203105100006,2031,5,10,,0,,Land,Ford,,Armed Assault,Police,Unknown,Unknown,,,
          203105310007,2031,4,31,,0,,Land,Ford,,Armed Assault,Police,Harbour League,Unknown,,,

          """.utf8
        )
        // Latin-1.
        .map { $0 == UInt8(ascii: "~") ? 0xE9 : $0 }
      )
    ])
    #expect(found.set == "gtd")
    #expect(try found("e203105040001").dates == days("2031-05-04"))
    #expect(try found("e203105040001").killed == nil)
    #expect(try found("e203105000002").dates == days("2031-05-03..2031-05-05"))
    #expect(try found("e203105000003").dates == days("2031-05-01..2031-05-31"))
    #expect(try found("e203100000004").dates == days("2031-01-01..2031-12-31"))
    #expect(try found("e203105100005").dates == days("2031-05-10..2031-05-20"))
    #expect(found.account.left == [.noActor: 1, .badDate: 1])
    #expect(found.dropped.map(\.row) == [8, 9])
  }

  @Test func xSubCountsAreBatchesOfActs() throws {
    let found = try Imported(
      """
      SOURCE,NAME_0,NAME_1,YRMO,DATE,DYAD_A_B,DYAD_B_A,DYAD_A_D,ACTION_ANY
      Harbourbase,Land,Shire,203105,20310504,2,1,0,3
      Harbourbase,Land,Shire,203105,20310505,0,0,0,0
      Harbourbase,Land,Shire,203106,NA,0,0,4,4

      """)
    #expect(found.set == "xsub")
    #expect(
      found.incidents.map { "\($0.dyad) \($0.dates) \($0.count)" } == [
        "A->B 2031-05-04 2", "B->A 2031-05-04 1", "A->D 2031-06-01..2031-06-30 4",
      ])
    #expect(Set(found.incidents.map(\.id)).count == 3)
    #expect(found.account.left == [.noAct: 1])
    let undirected = try Imported(
      "SOURCE,NAME_0,YEAR,DATE,DYAD_A_B,DYAD_B_A\nACLED,Land,2031,20310504,1,1\n")
    #expect(undirected.account.left == [.undirected: 1] && undirected.dropped.count == 2)
  }
}
