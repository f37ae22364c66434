# The commands that matter first:
#   make build  the command talion, in .build/release
#   make demo   a whole study on real data
#   make test   every test
SWIFT ?= swift
PYTHON ?= python3
PREFIX ?= /usr/local
TALION = .build/release/talion

.PHONY: demo test build prerequisites install deb lint format notebooks bench docs clean

# What the demo prints is kept in results/demo.txt: README.md is compared with it.
demo: build
	@mkdir -p results
	$(TALION) study run Datasets/us-militia/study.yaml --output results/us-militia --replace \
	  > results/demo.txt; code=$$?; cat results/demo.txt; exit $$code

test: prerequisites
	$(SWIFT) build -c release --build-tests
	$(SWIFT) test -c release --skip-build

build: prerequisites
	$(SWIFT) build -c release --product talion

prerequisites:
	@Scripts/prerequisites.sh

# The command with manual pages and completions below PREFIX; the Swift runtime is linked in.
install: prerequisites
	SWIFT=$(SWIFT) PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) Scripts/install.sh

# The same as a Debian package, in .build.
deb: prerequisites
	SWIFT=$(SWIFT) Scripts/deb.sh

# Formatting and documentation comments of every public declaration.
lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

# Runs every notebook from the top; a failing cell fails, and so does one that does not show what it
# teaches.
notebooks: build
	PYTHON=$(PYTHON) Scripts/notebooks.sh

# The site: the pages of docs and the reference of the library, in .build/docs; a warning is an error.
docs: prerequisites
	SWIFT=$(SWIFT) Scripts/docs.sh

# Long calibrations; results and commands are in Benchmarks/results.
bench: prerequisites
	$(SWIFT) build -c release --package-path Benchmarks
	Benchmarks/.build/release/profile-coverage 200
	Benchmarks/.build/release/retaliation-tests 200 199
	for part in windows windows-smooth ties days totals few calibration; do Benchmarks/.build/release/honest-lags $$part; done
	Benchmarks/.build/release/extraction-speed Datasets/reports
	Benchmarks/.build/release/count-lag 300

clean:
	rm -rf .build Benchmarks/.build results
