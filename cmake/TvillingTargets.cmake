# SPDX-License-Identifier: MPL-2.0
# One way to make a layer, an embedded table and a test program.

find_package(OpenMP REQUIRED COMPONENTS CXX)
find_package(fmt REQUIRED)

add_library(tvilling_options INTERFACE)
# -Wrestrict gives false alarms in g++ 12 (its bug 105651).
# Equal bits on every machine: no fused multiply-add unless written, no value-changing optimisation.
target_compile_options(tvilling_options INTERFACE -ffp-contract=off -Wall -Wextra -Wconversion -Wshadow
                                                  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> $<$<BOOL:${TVILLING_WERROR}>:-Werror>)
target_include_directories(tvilling_options INTERFACE ${PROJECT_SOURCE_DIR})

# tvilling_add_layer(NAME LINKS...): a static library of every .cpp below the current folder.
function(tvilling_add_layer name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    list(FILTER sources EXCLUDE REGEX "_avx(2|512)\\.cpp$")
  endif()
  # Kernels are built once for each instruction set; which one runs is chosen on the machine (core/thermal/isa.hpp).
  # g++ 12 takes the deliberately undefined operands of its own avx512fintrin.h for mistakes.
  set(false_alarms $<$<CXX_COMPILER_ID:GNU>:-Wno-uninitialized> $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  foreach(source IN LISTS sources)
    if(source MATCHES "_avx2\\.cpp$")
      set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS "-O3;-mavx2;-mfma" COMPILE_DEFINITIONS TVILLING_KERNEL_AVX2)
    elseif(source MATCHES "_avx512\\.cpp$")
      set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS "-O3;-mavx512f;-mavx512dq;-mavx512vl;-mfma;-mprefer-vector-width=512;${false_alarms}" COMPILE_DEFINITIONS TVILLING_KERNEL_AVX512)
    elseif(source MATCHES "_baseline\\.cpp$")
      set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS "-O3")
    endif()
  endforeach()
  add_library(tvilling_${name} STATIC ${sources})
  add_library(tvilling::${name} ALIAS tvilling_${name})
  target_link_libraries(tvilling_${name} PUBLIC tvilling_options ${ARGN})
endfunction()

# tvilling_embed(TARGET FILE...): each text file becomes `extern const std::string_view tvilling::data::<stem>`.
function(tvilling_embed target)
  foreach(file IN LISTS ARGN)
    get_filename_component(stem ${file} NAME_WE)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} text)
    # Compilers limit the length of one literal: cut into pieces of 8,000 characters.
    string(LENGTH "${text}" length)
    set(pieces "")
    set(at 0)
    while(at LESS length)
      string(SUBSTRING "${text}" ${at} 8000 piece)
      string(APPEND pieces "R\"tvilling(${piece})tvilling\"\n")
      math(EXPR at "${at} + 8000")
    endwhile()
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/embedded_${stem}.cpp CONTENT
         "#include <string_view>\nnamespace tvilling::data {\nextern const std::string_view ${stem};\nconst std::string_view ${stem} =\n@pieces@;\n}\n" @ONLY)
    target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/embedded_${stem}.cpp)
  endforeach()
endfunction()

# tvilling_embed_files(TARGET NAME FILE...): the files become `tvilling::data::NAME`, an array of core::EmbeddedFile {name, text}.
function(tvilling_embed_files target name)
  set(entries "")
  set(declarations "")
  foreach(file IN LISTS ARGN)
    tvilling_embed(${target} ${file})
    get_filename_component(stem ${file} NAME_WE)
    get_filename_component(file_name ${file} NAME)
    string(APPEND declarations "extern const std::string_view ${stem};\n")
    string(APPEND entries "    {\"${file_name}\", &${stem}},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/embedded_files_${name}.cpp CONTENT
       "#include \"core/embedded.hpp\"\nnamespace tvilling::data {\n@declarations@namespace {\nconstexpr core::EmbeddedFile files[] = {\n@entries@};\n}\nextern const std::span<const core::EmbeddedFile> ${name};\nconst std::span<const core::EmbeddedFile> ${name}{files};\n}\n" @ONLY)
  target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/embedded_files_${name}.cpp)
endfunction()
