// SPDX-License-Identifier: MPL-2.0
#include "core/io/hdf5.hpp"

#include <fcntl.h>
#include <hdf5.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <type_traits>

#include "core/error.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace tests = tvilling::tests;

namespace {

template <typename Work>
core::Error error_of(const Work& work) {
  try {
    work();
  } catch (const core::Error& error) {
    return error;
  }
  throw std::logic_error("no error came");
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

void write_bytes(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace

static_assert(!std::is_copy_constructible_v<core::Hdf5File> && !std::is_copy_assignable_v<core::Hdf5File>);
static_assert(std::is_nothrow_move_constructible_v<core::Hdf5File>);

TEST_CASE("A part of a dataset is written in its place and the rest stays unknown", "[hdf5]") {
  const tests::TemporaryFolder folder;
  const std::filesystem::path path = folder / "a.h5";
  {
    core::Hdf5File file = core::create_hdf5_file(path);
    core::Hdf5Dataset table = core::create_dataset(file.id(), "table", {core::Hdf5Type::float64, {2, 3}});
    const std::array<double, 2> values{1.5, 2.5};
    core::write_slab<double>(table, {{1, 1}, {1, 2}}, values);
    table.reset();
    core::close_hdf5_file(std::move(file));
  }
  const core::Hdf5File file = core::open_hdf5_file(path, core::Hdf5Access::read);
  const core::Hdf5Dataset table = core::open_dataset(file.id(), "table");
  CHECK(core::shape_of(table) == core::Hdf5Shape{2, 3});
  const std::vector<double> all = core::read_all<double>(table);
  REQUIRE(all.size() == 6);
  CHECK(std::isnan(all[0]));
  CHECK(std::isnan(all[3]));
  CHECK(all[4] == 1.5);
  CHECK(all[5] == 2.5);
  CHECK(core::read_slab<double>(table, {{1, 1}, {1, 1}}) == std::vector<double>{1.5});
}

TEST_CASE("Text of any length and of fixed length comes back as it was", "[hdf5]") {
  const tests::TemporaryFolder folder;
  const core::Hdf5File file = core::create_hdf5_file(folder / "a.h5");
  const std::vector<std::string> names{"Skolen på Øen", "", std::string(100000, 'x')};
  const core::Hdf5Dataset text = core::create_dataset(file.id(), "text", {core::Hdf5Type::text, {3}});
  core::write_text(text, names);
  CHECK(core::read_text(text) == names);

  const core::Hdf5Dataset fixed = core::create_dataset(file.id(), "fixed", {core::Hdf5Type::fixed_text, {2}, 5});
  const std::vector<std::string> messages{"abcdø", "12345"};
  core::write_fixed_text(fixed, {{0}, {2}}, messages);
  CHECK(core::read_text(fixed) == std::vector<std::string>{"abcd", "12345"});  // never half a character
}

TEST_CASE("A text with a zero byte is refused instead of cut", "[hdf5]") {
  const tests::TemporaryFolder folder;
  const core::Hdf5File file = core::create_hdf5_file(folder / "a.h5");
  const std::string text("before\0after", 12);
  CHECK(error_of([&file, &text] { core::write_attribute(file.id(), "text", text); }).kind() == core::ErrorKind::bad_input);
}

TEST_CASE("Attributes and children keep the order of their creation", "[hdf5]") {
  const tests::TemporaryFolder folder;
  const core::Hdf5File file = core::create_hdf5_file(folder / "a.h5");
  std::vector<std::string> names;
  for (int i = 0; i < 20; ++i) names.push_back("n" + std::to_string(97 - 3 * i));
  for (const std::string& name : names) {
    core::write_attribute(file.id(), name, "value of " + name);
    static_cast<void>(core::create_group(file.id(), name));
  }
  CHECK(core::attribute_names(file.id()) == names);
  CHECK(core::child_names(file.id()) == names);
  CHECK(core::read_text_attribute(file.id(), "n40") == "value of n40");
  const std::array<std::int32_t, 2> version{1, 0};
  core::write_attribute<std::int32_t>(file.id(), "version", version);
  CHECK(core::read_attribute<std::int32_t>(file.id(), "version") == std::vector<std::int32_t>{1, 0});
  CHECK_FALSE(core::has_attribute(file.id(), "nothing"));
}

TEST_CASE("A failing call names the file and the object and the reason", "[hdf5]") {
  const tests::TemporaryFolder folder;
  const core::Hdf5File file = core::create_hdf5_file(folder / "a.h5");
  const core::Hdf5Group group = core::create_group(file.id(), "annual");
  const core::Error error = error_of([&group] { static_cast<void>(core::open_dataset(group.id(), "heat_kwh")); });
  CHECK(error.kind() == core::ErrorKind::io);
  CHECK(error.pos().file == (folder / "a.h5").string());
  CHECK(contains(error.message(), "cannot open the dataset /annual/heat_kwh: "));
  CHECK(contains(error.message(), "object 'heat_kwh' doesn't exist"));
}

TEST_CASE("A refused system call is told in the words of the system", "[hdf5]") {
  const core::Error error = error_of([] { static_cast<void>(core::create_hdf5_file("/nowhere/a.h5")); });
  CHECK(error.kind() == core::ErrorKind::io);
  CHECK(error.message() == "cannot create the file: No such file or directory");
}

TEST_CASE("HDF5 prints nothing and its automatic printing is as before afterwards", "[hdf5]") {
  const H5E_auto2_t mine = [](hid_t, void* calls) -> herr_t {
    ++*static_cast<int*>(calls);
    return 0;
  };
  int calls = 0;
  H5E_auto2_t before = nullptr;
  void* before_data = nullptr;
  H5Eget_auto2(H5E_DEFAULT, &before, &before_data);
  H5Eset_auto2(H5E_DEFAULT, mine, &calls);
  CHECK_THROWS_AS(core::create_hdf5_file("/nowhere/a.h5"), core::Error);
  CHECK(calls == 0);
  H5E_auto2_t after = nullptr;
  void* after_data = nullptr;
  H5Eget_auto2(H5E_DEFAULT, &after, &after_data);
  H5Eset_auto2(H5E_DEFAULT, before, before_data);
  CHECK(after == mine);
  CHECK(after_data == &calls);
}

TEST_CASE("A moved handle is empty and the object closes once", "[hdf5]") {
  const tests::TemporaryFolder folder;
  core::Hdf5File first = core::create_hdf5_file(folder / "a.h5");
  const core::Hdf5Id id = first.id();
  {
    const core::Hdf5File second = std::move(first);
    CHECK_FALSE(first);  // NOLINT(bugprone-use-after-move): the empty state is what is tested
    CHECK(second.id() == id);
    CHECK(H5Iis_valid(id) > 0);
  }
  CHECK(H5Iis_valid(id) == 0);
}

TEST_CASE("No object carries a time stamp", "[hdf5]") {
  const tests::TemporaryFolder folder;
  const core::Hdf5File file = core::create_hdf5_file(folder / "a.h5");
  const core::Hdf5Group group = core::create_group(file.id(), "g");
  const core::Hdf5Dataset dataset = core::create_dataset(file.id(), "d", {core::Hdf5Type::uint8, {4}});
  for (const core::Hdf5Id id : {file.id(), group.id(), dataset.id()}) {
    H5O_info_t info{};
    REQUIRE(H5Oget_info2(id, &info, H5O_INFO_TIME) >= 0);
    CHECK(info.mtime == 0);
    CHECK(info.ctime == 0);
  }
}

TEST_CASE("What is no whole HDF5 file is refused before the library sees it", "[hdf5]") {
  const tests::TemporaryFolder folder;
  const std::filesystem::path path = folder / "a.h5";
  const auto check = [&path] { core::check_hdf5_file(path); };

  CHECK(error_of(check).message() == "there is no such file");
  CHECK(error_of(check).kind() == core::ErrorKind::io);
  CHECK(contains(error_of([&folder] { core::check_hdf5_file(folder.path()); }).message(), "folder"));
  write_bytes(path, "");
  CHECK(error_of(check).message() == "the file is empty");
  write_bytes(path, std::string(3000, 'x'));
  CHECK(error_of(check).message() == "this is not an HDF5 file");
  CHECK(error_of(check).kind() == core::ErrorKind::bad_input);
  write_bytes(path, "\x89HDF\r\n\x1a\n");
  CHECK(contains(error_of(check).message(), "damaged"));
}

TEST_CASE("A file that is cut off is told by its length in old and new formats", "[hdf5]") {
  const tests::TemporaryFolder folder;
  const std::filesystem::path path = folder / "a.h5";
  const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
  const hid_t creation = H5Pcreate(H5P_FILE_CREATE);
  const hsize_t user_block = GENERATE(0, 1024);
  const bool newest = GENERATE(false, true);
  REQUIRE(H5Pset_userblock(creation, user_block) >= 0);
  if (newest) REQUIRE(H5Pset_libver_bounds(access, H5F_LIBVER_LATEST, H5F_LIBVER_LATEST) >= 0);
  const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation, access);
  REQUIRE(file >= 0);
  static_cast<void>(core::create_dataset(file, "d", {core::Hdf5Type::float64, {1000}}));
  REQUIRE(H5Fclose(file) >= 0);
  H5Pclose(access);
  H5Pclose(creation);

  const std::uintmax_t whole = std::filesystem::file_size(path);
  core::check_hdf5_file(path);
  std::filesystem::resize_file(path, whole - 1);
  const core::Error error = error_of([&path] { core::check_hdf5_file(path); });
  CHECK(error.kind() == core::ErrorKind::bad_input);
  CHECK(contains(error.message(), "it has " + std::to_string(whole - 1) + " of " + std::to_string(whole) + " bytes"));
}

TEST_CASE("A disk that gets full gives an error and the program ends in order", "[hdf5]") {
  const tests::TemporaryFolder folder;
  const bool later = GENERATE(false, true);  // on creating the dataset, or on writing into it
  const tests::ChildEnd end = tests::in_child([&folder, later] {
    core::Hdf5File file = core::create_hdf5_file(folder / "a.h5");
    const auto fill_the_disk = [&file] {
      void* handle = nullptr;
      if (H5Fget_vfd_handle(file.id(), H5P_DEFAULT, &handle) < 0) throw std::logic_error("no descriptor");
      ::dup2(::open("/dev/full", O_RDWR), *static_cast<int*>(handle));
    };
    if (!later) fill_the_disk();
    bool refused = false;
    try {
      const std::vector<double> values(100000, 1.0);
      const core::Hdf5Dataset dataset = core::create_dataset(file.id(), "d", {core::Hdf5Type::float64, {values.size()}});
      if (later) {
        core::flush_hdf5(file);
        fill_the_disk();
      }
      core::write_all<double>(dataset, values);
    } catch (const core::Error& error) {
      refused = error.kind() == core::ErrorKind::io && contains(error.message(), "No space left on device");
    }
    const core::Error error = error_of([&file] { core::close_hdf5_file(std::move(file)); });
    return refused && contains(error.message(), "an earlier write failed") ? 42 : 43;
  });
  CHECK(end.signal == 0);
  CHECK(end.exit_code == 42);
}

TEST_CASE("Text is cut between two characters", "[hdf5]") {
  CHECK(core::cut_utf8("Øen", 3) == "Øe");
  CHECK(core::cut_utf8("Øen", 1).empty());
  CHECK(core::cut_utf8("Øen", 4) == "Øen");
}

TEST_CASE("A text that is not UTF-8 is refused by the name of its place", "[hdf5]") {
  const tests::TemporaryFolder folder;
  const core::Hdf5File file = core::create_hdf5_file(folder / "a.h5");
  const core::Hdf5Dataset fixed = core::create_dataset(file.id(), "fixed", {core::Hdf5Type::fixed_text, {1}, 5});
  const core::Hdf5Dataset free = core::create_dataset(file.id(), "free", {core::Hdf5Type::text, {1}});
  const std::vector<std::string> values{"k\xF8"};
  CHECK(
      contains(error_of([&] { core::write_fixed_text(fixed, {{0}, {1}}, values); }).message(), "a text for /fixed is not UTF-8"));
  CHECK(contains(error_of([&] { core::write_text(free, values); }).message(), "a text for /free is not UTF-8"));
  CHECK(contains(error_of([&] { core::write_attribute(file.id(), "a", values[0]); }).message(), "a text for /a is not UTF-8"));
  CHECK_FALSE(core::has_attribute(file.id(), "a"));
}

TEST_CASE("A part of the text of a dataset is read", "[hdf5]") {
  const tests::TemporaryFolder folder;
  const core::Hdf5File file = core::create_hdf5_file(folder / "a.h5");
  const core::Hdf5Dataset fixed = core::create_dataset(file.id(), "fixed", {core::Hdf5Type::fixed_text, {2, 2}, 5});
  const core::Hdf5Dataset free = core::create_dataset(file.id(), "free", {core::Hdf5Type::text, {2, 2}});
  const std::vector<std::string> values{"a", "b", "c", "d"};
  core::write_fixed_text(fixed, {{0, 0}, {2, 2}}, values);
  core::write_text(free, values);
  CHECK(core::read_text(fixed, {{1, 0}, {1, 2}}) == std::vector<std::string>{"c", "d"});
  CHECK(core::read_text(free, {{0, 1}, {2, 1}}) == std::vector<std::string>{"b", "d"});
}
