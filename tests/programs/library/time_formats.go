// Times in UTC and fixed zones: formatting, parsing, arithmetic, rounding, comparison, durations, marshalling.
package main

import (
	"encoding/json"
	"fmt"
	"time"
)

func main() {
	t := time.Date(2024, time.February, 29, 23, 59, 58, 123456789, time.UTC)
	z := time.FixedZone("XST", -3*3600-30*60)
	for _, l := range []string{time.RFC3339, time.RFC3339Nano, time.RFC1123Z, time.Kitchen, time.ANSIC, "2006-01-02T15:04:05.000000 MST", "Jan _2 06 03:04PM", "002 Monday"} {
		fmt.Println(t.Format(l), "|", t.In(z).Format(l))
	}
	fmt.Println(t.AddDate(1, 0, 0), t.AddDate(0, 1, 1).Weekday(), t.YearDay(), t.Unix(), t.UnixMilli(), t.Truncate(time.Hour), t.Round(time.Minute))
	y, w := t.ISOWeek()
	fmt.Println(y, w, t.Sub(t.Add(-90*time.Minute)), t.Equal(t.In(z)), t == t.In(z), t.Before(t.Add(1)), t.Compare(t), t.IsZero(), time.Time{})
	for _, s := range []string{"2024-02-30T00:00:00Z", "2023-12-31T23:59:60Z", "2024-01-02T03:04:05+07:00", "bad", "2024-01-02T03:04:05.5Z"} {
		p, err := time.Parse(time.RFC3339, s)
		fmt.Println(p, err)
	}
	for _, s := range []string{"1h2m3.5s", "-1.5h", "100us", "1d", "", "9223372036854775808ns", "3ns"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err, d.Seconds(), d.Truncate(time.Second))
	}
	b, err := json.Marshal(t.In(z))
	var back time.Time
	fmt.Println(string(b), err, json.Unmarshal(b, &back), back.Equal(t))
	fmt.Println(time.Duration(1<<63-1), time.Duration(999), time.Month(13), time.Weekday(6), time.Unix(1e9, 5).UTC(), time.UnixMilli(-1).UTC())
	start := time.Now()
	time.Sleep(2 * time.Millisecond)
	e := time.Since(start)
	fmt.Println(e >= 2*time.Millisecond, e < 10*time.Second, time.Until(start) < 0)
}
